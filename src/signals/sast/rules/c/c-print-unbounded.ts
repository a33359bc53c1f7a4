import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'c-print-unbounded',
  languages: ['c', 'cpp'],
  severity: 'medium',
  cwe: 120,
  message: 'This function writes as much as the values need, however small the buffer is.',
  side: 'added',
  query: `
((call_expression function: (identifier) @name arguments: (argument_list . (_) . (string_literal) @format)) @at
  (#any-of? @name "sprintf" "vsprintf" "wsprintf" "swprintf")
  (#match? @format "%[-0-9.*]{0,8}l?s"))
((call_expression function: (identifier) @name arguments: (argument_list . (_) . (identifier))) @at
  (#any-of? @name "sprintf" "vsprintf"))
  `,
  unless: `((call_expression function: (identifier) @name) (#any-of? @name "sprintf" "vsprintf" "wsprintf" "swprintf"))`,
  notPaths: '(?:^|/)(?:tests?|unittests?|testdata|fuzz(?:ing)?|examples?)/|(?:^|/)test_[^/]*$',
};
