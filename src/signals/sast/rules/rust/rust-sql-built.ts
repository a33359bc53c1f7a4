import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'rust-sql-built',
  languages: ['rust'],
  severity: 'medium',
  cwe: 89,
  message: 'A database query is put together from values, which may bring SQL of their own.',
  side: 'added',
  query: `
((call_expression
  function: [(identifier) @name (field_expression field: (field_identifier) @name) (scoped_identifier name: (identifier) @name)]
  arguments: (arguments . [(macro_invocation macro: (identifier) @macro (token_tree . (string_literal) @text)) (reference_expression value: (macro_invocation macro: (identifier) @macro (token_tree . (string_literal) @text)))]) @at)
  (#any-of? @name "query" "query_as" "query_scalar" "execute" "prepare" "batch_execute" "query_one" "query_opt" "query_row" "execute_batch" "sql_query" "raw_sql")
  (#eq? @macro "format")
  (#match? @text "^\\"\\\\s*(?:select|SELECT|insert|INSERT|update|UPDATE|delete|DELETE|drop|DROP|alter|ALTER|create|CREATE|replace|REPLACE|with|WITH)\\\\s"))
  `,
  notPaths: '(?:^|/)(?:tests|benches|examples|fuzz)/|(?:^|/)tests?\\.rs$',
};
