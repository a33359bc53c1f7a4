import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'go-certificate-callback-empty',
  languages: ['go'],
  severity: 'high',
  cwe: 295,
  message: 'A function that should judge the certificate accepts every one.',
  side: 'added',
  query: `
((keyed_element key: (literal_element (identifier) @key) value: (literal_element (func_literal body: (block . (statement_list . (return_statement (expression_list . (nil) .)))))) ) @at
  (#any-of? @key "VerifyPeerCertificate" "VerifyConnection" "HostKeyCallback"))
((assignment_statement left: (expression_list (selector_expression field: (field_identifier) @key)) right: (expression_list (func_literal body: (block . (statement_list . (return_statement (expression_list . (nil) .))))))) @at
  (#any-of? @key "VerifyPeerCertificate" "VerifyConnection" "HostKeyCallback"))
  `,
  notPaths: '_test\\.go$|(?:^|/)(?:testdata|testutils?|tests?)/',
};
