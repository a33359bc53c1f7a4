import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'rb-weak-password-hash',
  languages: ['ruby'],
  severity: 'medium',
  cwe: 328,
  message: 'A password or token is hashed with MD5 or SHA-1, which is guessed quickly once the hashes leak.',
  side: 'added',
  query: `
    ((call receiver: (scope_resolution) @o method: (identifier) @f arguments: (argument_list . (_) @p)) @at
    (#match? @o "^(?:::)?(?:OpenSSL::)?Digest::(?:MD5|SHA1)$") (#match? @f "digest$") (#match? @p "(?i:passw|pwd|secret|passphrase)"))
  `,
};
