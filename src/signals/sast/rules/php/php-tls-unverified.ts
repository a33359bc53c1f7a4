import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'php-tls-unverified',
  languages: ['php'],
  severity: 'high',
  cwe: 295,
  message:
    'The certificate of the other side is no longer checked, so anybody on the way can read and change what is sent.',
  side: 'added',
  query: `
    ((arguments (argument (name) @k) @at . (argument [(boolean) (integer)] @v))
    (#any-of? @k "CURLOPT_SSL_VERIFYPEER" "CURLOPT_SSL_VERIFYHOST" "CURLOPT_PROXY_SSL_VERIFYPEER") (#match? @v "^(?i:false|0)$"))
    ((array_element_initializer . (name) @k . [(boolean) (integer)] @v) @at
    (#any-of? @k "CURLOPT_SSL_VERIFYPEER" "CURLOPT_SSL_VERIFYHOST" "CURLOPT_PROXY_SSL_VERIFYPEER") (#match? @v "^(?i:false|0)$"))
    ((array_element_initializer . (_) @k . [(boolean) (integer)] @v) @at
    (#match? @k "^['\\"](?:verify|verify_peer|verify_peer_name|sslverify|ssl_verify|verify_host|ssl_verify_peer)['\\"]$") (#match? @v "^(?i:false|0)$"))
    ((array_element_initializer . (_) @k . (boolean) @v) @at
    (#match? @k "^['\\"]allow_self_signed['\\"]$") (#match? @v "^(?i:true)$"))
    ((member_call_expression name: (name) @at) (#eq? @at "withoutVerifying"))
    ((scoped_call_expression name: (name) @at) (#eq? @at "withoutVerifying"))
  `,
};
