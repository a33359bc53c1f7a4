import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'c-scan-unbounded',
  languages: ['c', 'cpp'],
  severity: 'medium',
  cwe: 120,
  message: 'A word is read without any limit on its length.',
  side: 'added',
  query: `
((call_expression function: (identifier) @name arguments: (argument_list (string_literal) @format)) @at
  (#any-of? @name "scanf" "fscanf" "sscanf" "vscanf" "vsscanf")
  (#match? @format "%(?:l?s|l?\\\\[)"))
  `,
  notPaths: '(?:^|/)(?:tests?|unittests?|testdata|fuzz(?:ing)?|examples?)/|(?:^|/)test_[^/]*$',
};
