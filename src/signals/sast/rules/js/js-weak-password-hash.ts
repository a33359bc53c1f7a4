import { SCRIPT } from '../../language.ts';
import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'js-weak-password-hash',
  languages: SCRIPT,
  severity: 'medium',
  cwe: 328,
  message: 'A password or token is hashed with MD5 or SHA-1, which is guessed quickly once the hashes leak.',
  side: 'added',
  query: `
    ((call_expression function: (member_expression object: (call_expression function: (_) @c arguments: (arguments (string (string_fragment) @h))) property: (property_identifier) @u) arguments: (arguments . (_) @p)) @at
      (#match? @c "createHash$") (#eq? @u "update") (#match? @h "^(?i:md5|sha-?1)$") (#match? @p "(?i:passw|pwd|secret|token|passphrase)"))
    ((call_expression function: (identifier) @c arguments: (arguments . (_) @p)) @at
      (#any-of? @c "md5" "sha1") (#match? @p "(?i:passw|pwd|secret|passphrase)"))
  `,
};
