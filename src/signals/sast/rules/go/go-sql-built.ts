import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'go-sql-built',
  languages: ['go'],
  severity: 'medium',
  cwe: 89,
  message: 'A database query is put together from values, which may bring SQL of their own.',
  side: 'added',
  query: `
((call_expression
  function: (selector_expression field: (field_identifier) @name)
  arguments: (argument_list (call_expression function: (selector_expression field: (field_identifier) @format) arguments: (argument_list . (_) @text)))) @at
  (#match? @name "^(?:Query|QueryRow|Exec|Prepare|Raw|Select|Get|NamedExec|NamedQuery)(?:Context|x|w)?$")
  (#eq? @format "Sprintf")
  (#match? @text "^.\\\\s*(?:select|SELECT|insert|INSERT|update|UPDATE|delete|DELETE|drop|DROP|alter|ALTER|create|CREATE|replace|REPLACE|with|WITH)\\\\s"))
((call_expression
  function: (selector_expression field: (field_identifier) @name)
  arguments: (argument_list (binary_expression left: (_) @text operator: "+" right: [(identifier) (call_expression) (selector_expression) (binary_expression)]))) @at
  (#match? @name "^(?:Query|QueryRow|Exec|Prepare|Raw|Select|Get|NamedExec|NamedQuery)(?:Context|x|w)?$")
  (#match? @text "^.\\\\s*(?:select|SELECT|insert|INSERT|update|UPDATE|delete|DELETE|drop|DROP|alter|ALTER|create|CREATE|replace|REPLACE|with|WITH)\\\\s"))
((call_expression
  function: (selector_expression field: (field_identifier) @name)
  arguments: (argument_list (binary_expression left: (binary_expression right: [(identifier) (call_expression) (selector_expression)]) @text operator: "+" right: (interpreted_string_literal)))) @at
  (#match? @name "^(?:Query|QueryRow|Exec|Prepare|Raw|Select|Get|NamedExec|NamedQuery)(?:Context|x|w)?$")
  (#match? @text "^.\\\\s*(?:select|SELECT|insert|INSERT|update|UPDATE|delete|DELETE|drop|DROP|alter|ALTER|create|CREATE|replace|REPLACE|with|WITH)\\\\s"))
  `,
  notPaths: '_test\\.go$|(?:^|/)(?:testdata|testutils?|tests?)/',
};
