import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'go-condition-constant',
  languages: ['go'],
  severity: 'medium',
  cwe: 570,
  message: 'A condition that is always or never true switches off what it guards.',
  side: 'added',
  query: `
((if_statement condition: [(true) (false)] @value) @at (#any-of? @value "true" "false"))
((if_statement condition: (binary_expression operator: "||" right: (true) @value) @at) (#eq? @value "true"))
((if_statement condition: (binary_expression left: (true) @value operator: "||") @at) (#eq? @value "true"))
((if_statement condition: (binary_expression operator: "&&" right: (false) @value) @at) (#eq? @value "false"))
((if_statement condition: (binary_expression left: (false) @value operator: "&&") @at) (#eq? @value "false"))
  `,
  notPaths: '_test\\.go$|(?:^|/)(?:testdata|testutils?|tests?)/',
};
