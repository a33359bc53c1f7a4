import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'php-weak-password-hash',
  languages: ['php'],
  severity: 'medium',
  cwe: 328,
  message: 'A password or token is hashed with MD5 or SHA-1, which is guessed quickly once the hashes leak.',
  side: 'added',
  query: `
    ((function_call_expression function: (name) @f arguments: (arguments . (argument (_) @p))) @at
    (#any-of? @f "md5" "sha1" "crc32") (#match? @p "(?i:passw|passwd|[$]pass(?:[^a-z]|$)|pwd|secret|passphrase)"))
    ((function_call_expression function: (name) @f arguments: (arguments . (argument (_) @a) . (argument (_) @p))) @at
    (#eq? @f "hash") (#match? @a "(?i:md5|sha1)") (#match? @p "(?i:passw|passwd|[$]pass(?:[^a-z]|$)|pwd|secret|passphrase)"))
  `,
};
