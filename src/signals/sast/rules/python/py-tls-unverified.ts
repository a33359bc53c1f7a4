import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'py-tls-unverified',
  languages: ['python'],
  severity: 'high',
  cwe: 295,
  message:
    'The certificate of the other side is no longer checked, so anybody on the way can read and change what is sent.',
  side: 'added',
  query: `
    ((keyword_argument name: (identifier) @k value: [(false) (none)]) @at
      (#any-of? @k "verify" "verify_ssl" "ssl_verify" "check_hostname" "assert_hostname" "verify_certs" "validate_certs")
      (#match? @at "False$|assert_hostname"))
    ((keyword_argument name: (identifier) @k value: [(integer) (parenthesized_expression) (not_operator) (call)] @v) @at
      (#any-of? @k "verify" "verify_ssl" "ssl_verify" "check_hostname" "assert_hostname" "verify_certs" "validate_certs")
      (#match? @v "^[( ]*(?:False|0|not True|not 1|bool[(](?:0|False|None)?[)])[) ]*$"))
    ((dictionary_splat (dictionary (pair key: (string (string_content) @k) value: [(false) (integer) (parenthesized_expression) (not_operator) (call)] @v) @at))
      (#any-of? @k "verify" "verify_ssl" "ssl_verify" "check_hostname" "verify_certs" "validate_certs")
      (#match? @v "^[( ]*(?:False|0|not True|not 1|bool[(](?:0|False|None)?[)])[) ]*$"))
    ((assignment left: (attribute attribute: (identifier) @k) right: [(false) (integer) (parenthesized_expression) (not_operator) (call)] @v) @at
      (#any-of? @k "verify" "check_hostname" "verify_ssl" "verify_certs") (#match? @v "^[( ]*(?:False|0|not True|not 1|bool[(](?:0|False|None)?[)])[) ]*$"))
    ((attribute object: (identifier) @o attribute: (identifier) @at)
      (#eq? @o "ssl") (#any-of? @at "_create_unverified_context" "_create_default_https_context"))
    ((assignment right: (attribute object: (identifier) @o attribute: (identifier) @v)) @at
      (#eq? @o "ssl") (#eq? @v "CERT_NONE"))
    ((keyword_argument value: [(attribute attribute: (identifier) @v) (string (string_content) @v)]) @at
      (#eq? @v "CERT_NONE"))
    ((keyword_argument name: (identifier) @k value: (false)) @at
      (#eq? @k "ssl"))
  `,
};
