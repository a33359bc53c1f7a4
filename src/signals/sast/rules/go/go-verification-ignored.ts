import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'go-verification-ignored',
  languages: ['go'],
  severity: 'medium',
  cwe: 252,
  message: 'Something is verified, and the answer is thrown away.',
  side: 'added',
  query: `
((assignment_statement
  left: (expression_list . (identifier) @left .)
  right: (expression_list . (call_expression function: [(identifier) @name (selector_expression field: (field_identifier) @name)]))) @at
  (#eq? @left "_")
  (#match? @name "(?:[Vv]erif|[Vv]alidate|[Cc]heck_?[Ss]ig|[Aa]uthenticate|[Aa]uthorize|[Cc]ompare[Hh]ash|[Cc]heck_?[Tt]oken)"))
((expression_statement (call_expression function: (selector_expression field: (field_identifier) @name))) @at
  (#match? @name "^(?:CompareHashAndPassword|VerifySignature|VerifyPKCS1v15|VerifyPSS|VerifyASN1|VerifyHostname|CheckSignature|CheckSignatureFrom|VerifyToken|ValidateToken|ValidateSignature)$"))
  `,
  notPaths: '_test\\.go$|(?:^|/)(?:testdata|testutils?|tests?)/',
};
