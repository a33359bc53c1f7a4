import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'go-tls-verification-off',
  languages: ['go'],
  severity: 'high',
  cwe: 295,
  message: 'The server is no longer asked for a valid certificate, so anybody on the way can pose as it.',
  side: 'added',
  query: `
((keyed_element key: (literal_element (identifier) @key) value: (literal_element [(true) (binary_expression) (unary_expression) (parenthesized_expression)] @v)) @at
  (#eq? @key "InsecureSkipVerify") (#match? @v "^[( ]*(?:true|!false|0 == 0|1 == 1|2 == 2|[0-9]{1,9} (?:!=|<|>) [0-9]{1,9}|true (?:&&|[|][|]) true)[) ]*$"))
((assignment_statement left: (expression_list (selector_expression field: (field_identifier) @key)) right: (expression_list [(true) (binary_expression) (unary_expression) (parenthesized_expression)] @v)) @at
  (#eq? @key "InsecureSkipVerify") (#match? @v "^[( ]*(?:true|!false|0 == 0|1 == 1|2 == 2|[0-9]{1,9} (?:!=|<|>) [0-9]{1,9}|true (?:&&|[|][|]) true)[) ]*$"))
  `,
  notPaths: '_test\\.go$|(?:^|/)(?:testdata|testutils?|tests?)/',
};
