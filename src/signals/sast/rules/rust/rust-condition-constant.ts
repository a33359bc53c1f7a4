import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'rust-condition-constant',
  languages: ['rust'],
  severity: 'medium',
  cwe: 570,
  message: 'A condition that is always or never true switches off what it guards.',
  side: 'added',
  query: `
((if_expression condition: (boolean_literal) @value) @at (#any-of? @value "true" "false"))
((if_expression condition: (binary_expression operator: "||" right: (boolean_literal) @value) @at) (#eq? @value "true"))
((if_expression condition: (binary_expression left: (boolean_literal) @value operator: "||") @at) (#eq? @value "true"))
((if_expression condition: (binary_expression operator: "&&" right: (boolean_literal) @value) @at) (#eq? @value "false"))
  `,
  notPaths: '(?:^|/)(?:tests|benches|examples|fuzz)/|(?:^|/)tests?\\.rs$',
};
