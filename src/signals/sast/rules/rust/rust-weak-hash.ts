import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'rust-weak-hash',
  languages: ['rust'],
  severity: 'low',
  cwe: 327,
  message: 'This hash is known to be weak; for anything secret or signed there are better ones.',
  side: 'added',
  query: `
((scoped_identifier path: (identifier) @crate name: (identifier) @name) @at
  (#any-of? @crate "md5" "Md5" "Sha1" "sha1" "md4" "Md4")
  (#any-of? @name "compute" "new" "digest" "from"))
  `,
  notPaths: '(?:^|/)(?:tests|benches|examples|fuzz)/|(?:^|/)tests?\\.rs$',
};
