import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'go-secret-from-random',
  languages: ['go'],
  severity: 'medium',
  cwe: 338,
  message: 'A secret is made of numbers that can be guessed.',
  side: 'added',
  query: `
((short_var_declaration left: (expression_list (identifier) @secret) right: (expression_list (call_expression function: (selector_expression operand: (identifier) @package field: (field_identifier) @draw)))) @at
  (#eq? @package "rand")
  (#match? @draw "^(?:Int|Intn|Int31n?|Int63n?|Uint32|Uint64|IntN|Int64N?|Perm|Float64)$")
  (#match? @secret "(?:[Tt]oken|[Ss]ecret|[Pp]assw|[Nn]once|[Ss]alt|[Ss]ession|[Aa]pikey|[Oo]tp|[Cc]srf|[Cc]hallenge)"))
  `,
  notPaths: '_test\\.go$|(?:^|/)(?:testdata|testutils?|tests?)/',
};
