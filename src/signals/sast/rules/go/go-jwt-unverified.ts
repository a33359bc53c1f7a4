import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'go-jwt-unverified',
  languages: ['go'],
  severity: 'high',
  cwe: 347,
  message: 'The token is read without checking who signed it.',
  side: 'added',
  query: `
((call_expression function: (selector_expression field: (field_identifier) @name)) @at
  (#any-of? @name "ParseUnverified" "UnsafeClaimsWithoutVerification" "ParseInsecure"))
((selector_expression field: (field_identifier) @name) @at (#eq? @name "UnsafeAllowNoneSignatureType"))
  `,
  notPaths: '_test\\.go$|(?:^|/)(?:testdata|testutils?|tests?)/',
};
