import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'py-weak-password-hash',
  languages: ['python'],
  severity: 'medium',
  cwe: 328,
  message: 'A password or token is hashed with MD5 or SHA-1, which is guessed quickly once the hashes leak.',
  side: 'added',
  query: `
    ((call function: [(identifier) @h (attribute attribute: (identifier) @h)] arguments: (argument_list . (_) @p)) @at
      (#any-of? @h "md5" "sha1") (#match? @p "(?i:passw|pwd|secret|passphrase|(?:^|_)pin(?:$|[.]))"))
  `,
};
