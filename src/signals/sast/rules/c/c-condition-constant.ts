import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'c-condition-constant',
  languages: ['c', 'cpp'],
  severity: 'medium',
  cwe: 570,
  message: 'A condition that is always or never true switches off what it guards.',
  side: 'added',
  query: `
((if_statement condition: (_ (binary_expression operator: "||" right: [(number_literal) (true)] @value)) @at) (#any-of? @value "1" "true"))
((if_statement condition: (_ (binary_expression left: [(number_literal) (true)] @value operator: "||")) @at) (#any-of? @value "1" "true"))
((if_statement condition: (_ (binary_expression operator: "&&" right: [(number_literal) (false)] @value)) @at) (#any-of? @value "0" "false"))
((if_statement condition: (_ (binary_expression left: [(number_literal) (false)] @value operator: "&&")) @at) (#any-of? @value "0" "false"))
  `,
  notPaths: '(?:^|/)(?:tests?|unittests?|testdata|fuzz(?:ing)?|examples?)/|(?:^|/)test_[^/]*$',
};
