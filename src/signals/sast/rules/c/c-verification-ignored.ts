import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'c-verification-ignored',
  languages: ['c', 'cpp'],
  severity: 'medium',
  cwe: 252,
  message: 'A certificate or signature is verified, and the answer is thrown away.',
  side: 'added',
  query: `
((expression_statement (call_expression function: (identifier) @name) @at)
  (#any-of? @name "X509_verify_cert" "X509_check_host" "SSL_get_verify_result" "EVP_VerifyFinal" "EVP_DigestVerifyFinal" "EVP_DigestVerify" "RSA_verify" "ECDSA_verify" "ECDSA_do_verify" "gpgme_op_verify" "crypto_sign_verify_detached" "gnutls_certificate_verify_peers2" "gnutls_certificate_verify_peers3" "mbedtls_pk_verify" "crypto_auth_verify"))
((expression_statement (cast_expression type: (type_descriptor type: (primitive_type) @void) value: (call_expression function: (identifier) @name)) @at)
  (#eq? @void "void")
  (#any-of? @name "X509_verify_cert" "X509_check_host" "SSL_get_verify_result" "EVP_VerifyFinal" "EVP_DigestVerifyFinal" "EVP_DigestVerify" "RSA_verify" "ECDSA_verify" "ECDSA_do_verify" "gpgme_op_verify" "crypto_sign_verify_detached" "gnutls_certificate_verify_peers2" "gnutls_certificate_verify_peers3" "mbedtls_pk_verify" "crypto_auth_verify"))
  `,
};
