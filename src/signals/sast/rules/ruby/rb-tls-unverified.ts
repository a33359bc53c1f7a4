import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'rb-tls-unverified',
  languages: ['ruby'],
  severity: 'high',
  cwe: 295,
  message:
    'The certificate of the other side is no longer checked, so anybody on the way can read and change what is sent.',
  side: 'added',
  query: `
    ((assignment left: (_) @l right: (_) @v) @at
    (#match? @l "(?i:verify_?mode|ssl_?verify|verify_?ssl)") (#match? @v "(?:^|::)VERIFY_NONE$|^:none$|^false$"))
    ((pair key: (_) @k value: (_) @v) @at
    (#match? @k "(?i:verify)") (#match? @v "(?:^|::)VERIFY_NONE$"))
    ((pair key: (_) @k value: (false)) @at
    (#match? @k "^(?i:[:'\\"]?(?:verify_ssl|ssl_verify|verify_peer|verify_hostname|ssl_verify_peer|verify_certificates?)['\\"]?)$"))
    ((pair key: (hash_key_symbol) @k value: (hash (pair key: (hash_key_symbol) @n value: (false)) @at))
    (#any-of? @k "ssl" "ssl_options" "tls") (#eq? @n "verify"))
    ((call receiver: (constant) @o method: (identifier) @f arguments: (argument_list (pair key: (hash_key_symbol) @n value: (false)) @at))
    (#any-of? @o "HTTParty" "HTTPX" "Excon" "Typhoeus" "Faraday") (#eq? @n "verify"))
    ((element_reference object: (constant) @o) @at (#eq? @o "Excon") (#match? @at "ssl_verify_peer.{1,4}false"))
  `,
};
