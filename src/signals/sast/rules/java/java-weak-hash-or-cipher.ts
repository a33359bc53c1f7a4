import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'java-weak-hash-or-cipher',
  languages: ['java'],
  severity: 'low',
  cwe: 327,
  message: 'This hash or cipher is broken: what it protects can be forged or read.',
  side: 'added',
  query: `
    ((method_invocation object: (identifier) @o name: (identifier) @f arguments: (argument_list . (string_literal) @a)) @at
    (#eq? @o "MessageDigest") (#eq? @f "getInstance") (#match? @a "^.(?i:md5|md2|sha-?1|sha).$"))
    ((method_invocation object: (identifier) @o name: (identifier) @f arguments: (argument_list . (string_literal) @a)) @at
    (#any-of? @o "Cipher" "KeyGenerator" "SecretKeyFactory") (#eq? @f "getInstance") (#match? @a "^.(?i:des|rc4|arcfour|rc2|blowfish|aes/ecb)"))
    ((method_invocation object: (identifier) @o name: (identifier) @f arguments: (argument_list . (string_literal) @a)) @at
    (#eq? @o "Cipher") (#eq? @f "getInstance") (#match? @a "^.(?i:aes).$"))
  `,
};
