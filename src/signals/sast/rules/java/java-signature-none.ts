import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'java-signature-none',
  languages: ['java'],
  severity: 'high',
  cwe: 347,
  message: 'Tokens are accepted without a signature, so anybody can write one for any user.',
  side: 'added',
  query: `
    ((method_invocation object: (_) @o name: (identifier) @f arguments: (argument_list) @a) @at
    (#eq? @a "()") (#eq? @f "none") (#match? @o "(?:^|[.])Algorithm$"))
    ((method_invocation name: (identifier) @at) (#any-of? @at "parseClaimsJwt" "parsePlaintextJwt" "parseUnsecuredClaims" "setSkipSignatureVerification" "setDisableRequireSignature" "setSkipAllValidators"))
    ((field_access field: (identifier) @f) @at (#match? @at "^(?:AlgorithmIdentifiers|SignatureAlgorithm|JWSAlgorithm)[.]NONE$"))
  `,
};
