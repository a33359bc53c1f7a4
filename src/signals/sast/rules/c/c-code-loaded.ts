import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'c-code-loaded',
  languages: ['c', 'cpp'],
  severity: 'low',
  cwe: 114,
  message: 'Code whose name is known only as the program runs is loaded and called.',
  side: 'added',
  query: `
((call_expression function: (identifier) @name arguments: (argument_list . [(identifier) (call_expression) (subscript_expression) (field_expression)])) @at
  (#any-of? @name "dlopen" "LoadLibraryA" "LoadLibraryW" "LoadLibrary" "LoadLibraryExA" "LoadLibraryExW"))
((call_expression function: (identifier) @name arguments: (argument_list . (_) . [(call_expression) (subscript_expression)] .)) @at
  (#any-of? @name "dlsym" "GetProcAddress"))
  `,
  notPaths: '(?:^|/)(?:tests?|unittests?|testdata|fuzz(?:ing)?|examples?)/|(?:^|/)test_[^/]*$',
};
