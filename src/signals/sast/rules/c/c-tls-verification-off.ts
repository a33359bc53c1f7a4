import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'c-tls-verification-off',
  languages: ['c', 'cpp'],
  severity: 'high',
  cwe: 295,
  message: 'The server is no longer asked for a valid certificate, so anybody on the way can pose as it.',
  side: 'added',
  query: `
((call_expression function: (identifier) @name arguments: (argument_list . (_) . (identifier) @mode)) @at
  (#any-of? @name "SSL_CTX_set_verify" "SSL_set_verify") (#eq? @mode "SSL_VERIFY_NONE"))
((call_expression function: (identifier) @name arguments: (argument_list . (_) . (identifier) @mode)) @at
  (#eq? @name "mbedtls_ssl_conf_authmode") (#eq? @mode "MBEDTLS_SSL_VERIFY_NONE"))
((call_expression function: (identifier) @name arguments: (argument_list . (_) . (identifier) @option . [(number_literal) (false)] @value .)) @at
  (#match? @name "^(?:curl_easy_setopt|my_setopt\\\\w{0,9})$")
  (#any-of? @option "CURLOPT_SSL_VERIFYPEER" "CURLOPT_SSL_VERIFYHOST" "CURLOPT_PROXY_SSL_VERIFYPEER" "CURLOPT_PROXY_SSL_VERIFYHOST" "CURLOPT_DOH_SSL_VERIFYPEER" "CURLOPT_DOH_SSL_VERIFYHOST")
  (#match? @value "^(?:0[lL]?|false|FALSE)$"))
  `,
  notPaths: '(?:^|/)(?:tests?|unittests?|testdata|fuzz(?:ing)?|examples?)/|(?:^|/)test_[^/]*$',
};
