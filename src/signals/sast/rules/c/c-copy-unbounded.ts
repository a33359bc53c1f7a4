import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'c-copy-unbounded',
  languages: ['c', 'cpp'],
  severity: 'medium',
  cwe: 120,
  message: 'This function copies until the source ends, however small the destination is.',
  side: 'added',
  query: `
((call_expression function: (identifier) @name arguments: (argument_list . (_) . [(identifier) (field_expression) (call_expression) (subscript_expression) (pointer_expression) (conditional_expression) (binary_expression) (cast_expression)] .)) @at
  (#any-of? @name "strcpy" "strcat" "stpcpy" "wcscpy" "wcscat" "lstrcpy" "lstrcat" "_mbscpy"))
  `,
  unless: `((call_expression function: (identifier) @name) (#any-of? @name "strcpy" "strcat" "stpcpy" "wcscpy" "wcscat" "lstrcpy" "lstrcat" "_mbscpy"))`,
  notPaths: '(?:^|/)(?:tests?|unittests?|testdata|fuzz(?:ing)?|examples?)/|(?:^|/)test_[^/]*$',
};
