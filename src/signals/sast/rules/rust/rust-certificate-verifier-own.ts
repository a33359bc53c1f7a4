import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'rust-certificate-verifier-own',
  languages: ['rust'],
  severity: 'medium',
  cwe: 295,
  message: 'Certificates are judged by code of the project instead of the library; it must refuse what is not valid.',
  side: 'added',
  query: `
((impl_item trait: [(type_identifier) @trait (scoped_type_identifier name: (type_identifier) @trait)]) @at
  (#any-of? @trait "ServerCertVerifier" "ClientCertVerifier"))
((call_expression function: (field_expression field: (field_identifier) @name) arguments: (arguments) @at)
  (#eq? @name "set_certificate_verifier"))
  `,
  notPaths: '(?:^|/)(?:tests|benches|examples|fuzz)/|(?:^|/)tests?\\.rs$',
};
