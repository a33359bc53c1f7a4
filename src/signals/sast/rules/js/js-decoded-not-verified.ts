import { SCRIPT } from '../../language.ts';
import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'js-decoded-not-verified',
  languages: SCRIPT,
  severity: 'high',
  cwe: 345,
  message: 'The token is only decoded where its signature was verified before, so anybody can write their own.',
  side: 'added',
  query: `
    ((call_expression function: (member_expression object: (_) @o property: (property_identifier) @f)) @at
      (#eq? @f "decode") (#match? @o "(?i:jwt|jsonwebtoken|jws|jose|token)"))
    ((call_expression function: (identifier) @f) @at
      (#any-of? @f "decodeJwt" "jwtDecode" "jwt_decode" "decodeToken"))
  `,
  replaces: `
    ((call_expression function: (member_expression property: (property_identifier) @f)) (#any-of? @f "verify" "jwtVerify" "verifyAsync"))
    ((call_expression function: (identifier) @f) (#any-of? @f "jwtVerify" "verifyJwt" "verifyToken" "verify"))
  `,
};
