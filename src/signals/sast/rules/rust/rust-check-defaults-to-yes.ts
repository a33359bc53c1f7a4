import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'rust-check-defaults-to-yes',
  languages: ['rust'],
  severity: 'high',
  cwe: 636,
  message: 'When the check itself fails, the answer is now yes.',
  side: 'added',
  query: `
((call_expression
  function: (field_expression value: (call_expression function: [(identifier) @check (scoped_identifier name: (identifier) @check) (field_expression field: (field_identifier) @check)]) field: (field_identifier) @name)
  arguments: (arguments . (boolean_literal) @value) @at)
  (#eq? @name "unwrap_or") (#eq? @value "true")
  (#match? @check "(?:[Vv]erif|[Vv]alid|[Aa]uthenti|[Aa]uthori|[Pp]ermi|[Aa]llowed|[Tt]rusted|[Ii]s_admin|[Ii]s_owner|[Cc]heck_sig|[Cc]heck_token|[Cc]heck_access|[Hh]as_access|[Cc]an_)"))
((call_expression
  function: (field_expression value: (await_expression (call_expression function: [(identifier) @check (scoped_identifier name: (identifier) @check) (field_expression field: (field_identifier) @check)])) field: (field_identifier) @name)
  arguments: (arguments . (boolean_literal) @value) @at)
  (#eq? @name "unwrap_or") (#eq? @value "true")
  (#match? @check "(?:[Vv]erif|[Vv]alid|[Aa]uthenti|[Aa]uthori|[Pp]ermi|[Aa]llowed|[Tt]rusted|[Ii]s_admin|[Ii]s_owner|[Cc]heck_sig|[Cc]heck_token|[Cc]heck_access|[Hh]as_access|[Cc]an_)"))
  `,
  notPaths: '(?:^|/)(?:tests|benches|examples|fuzz)/|(?:^|/)tests?\\.rs$',
};
