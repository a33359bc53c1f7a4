import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'java-weak-password-hash',
  languages: ['java'],
  severity: 'medium',
  cwe: 328,
  message: 'Passwords are kept plain or hashed with MD5 or SHA-1, which is guessed quickly once the hashes leak.',
  side: 'added',
  query: `
    ((method_invocation name: (identifier) @f arguments: (argument_list . (_) @p)) @at
    (#match? @f "^(?:md5|sha1|sha|md5Digest)(?:Hex|AsHex|DigestAsHex)?$") (#match? @p "(?i:passw|pwd|secret|passphrase)"))
    ((method_invocation object: (method_invocation name: (identifier) @f) name: (identifier) @g arguments: (argument_list . (_) @p)) @at
    (#any-of? @f "md5" "sha1") (#match? @g "^hash") (#match? @p "(?i:passw|pwd|secret|passphrase)"))
    ((method_invocation object: (identifier) @o name: (identifier) @f) @at
    (#eq? @o "NoOpPasswordEncoder") (#eq? @f "getInstance"))
    ((object_creation_expression type: (type_identifier) @t) @at
    (#any-of? @t "Md5PasswordEncoder" "ShaPasswordEncoder" "MessageDigestPasswordEncoder" "LdapShaPasswordEncoder" "PlaintextPasswordEncoder"))
    ((variable_declarator name: (identifier) @n value: (method_invocation name: (identifier) @f arguments: (argument_list . (string_literal) @a))) @at
    (#match? @n "(?i:passw|pwd|secret|passphrase)") (#eq? @f "getInstance") (#match? @a "^.(?i:md5|sha-?1).$"))
  `,
};
