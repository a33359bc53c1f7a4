import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'java-tls-unverified',
  languages: ['java'],
  severity: 'high',
  cwe: 295,
  message:
    'The certificate of the other side is no longer checked, so anybody on the way can read and change what is sent.',
  side: 'added',
  query: `
    ((method_declaration name: (identifier) @f body: (block "{" . [(line_comment) (block_comment)]* . "}")) @at
    (#any-of? @f "checkServerTrusted"))
    ((method_declaration name: (identifier) @f parameters: (formal_parameters (formal_parameter type: (type_identifier) @t)) body: (block "{" . [(line_comment) (block_comment)]* . (return_statement) @at . [(line_comment) (block_comment)]* . "}"))
    (#eq? @f "verify") (#eq? @t "SSLSession") (#eq? @at "return true;"))
    ((method_invocation name: (identifier) @f arguments: (argument_list (lambda_expression body: (true)) @at))
    (#any-of? @f "setHostnameVerifier" "setDefaultHostnameVerifier" "hostnameVerifier" "setSSLHostnameVerifier"))
    ((method_invocation name: (identifier) @f arguments: (argument_list . (_) . (lambda_expression body: (true)) @at))
    (#eq? @f "loadTrustMaterial"))
    ([(field_access) (identifier)] @at
    (#match? @at "^(?:[A-Za-z.]{0,60}[.])?(?:ALLOW_ALL_HOSTNAME_VERIFIER|NoopHostnameVerifier[.]INSTANCE|TrustAllStrategy[.]INSTANCE|InsecureTrustManagerFactory[.]INSTANCE)$"))
    ((object_creation_expression type: (type_identifier) @t) @at
    (#any-of? @t "AllowAllHostnameVerifier" "NoopHostnameVerifier" "TrustAllStrategy" "TrustAllCerts"))
    ((method_invocation name: (identifier) @f arguments: (argument_list . (true) .)) @at
    (#any-of? @f "setTrustAll" "trustAll" "setAcceptAllCertificates"))
  `,
};
