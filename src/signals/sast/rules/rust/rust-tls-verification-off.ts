import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'rust-tls-verification-off',
  languages: ['rust'],
  severity: 'high',
  cwe: 295,
  message: 'The server is no longer asked for a valid certificate, so anybody on the way can pose as it.',
  side: 'added',
  query: `
((call_expression function: (field_expression field: (field_identifier) @name) arguments: (arguments . [(boolean_literal) (parenthesized_expression) (unary_expression)] @value) @at)
  (#any-of? @name "danger_accept_invalid_certs" "danger_accept_invalid_hostnames" "accept_invalid_certs" "accept_invalid_hostnames" "danger_disable_hostname_verification")
  (#match? @value "^[( ]*(?:true|!false)[) ]*$"))
((scoped_identifier path: (identifier) @type name: (identifier) @name) @at (#eq? @type "SslVerifyMode") (#eq? @name "NONE"))
((call_expression function: (field_expression field: (field_identifier) @name) arguments: (arguments . [(boolean_literal) (parenthesized_expression) (unary_expression)] @value) @at)
  (#any-of? @name "set_verify_hostname" "verify_hostname" "use_sni_and_verify" "ssl_verify_peer" "ssl_verify_host")
  (#match? @value "^[( ]*(?:false|!true)[) ]*$"))
  `,
  notPaths: '(?:^|/)(?:tests|benches|examples|fuzz)/|(?:^|/)tests?\\.rs$',
};
