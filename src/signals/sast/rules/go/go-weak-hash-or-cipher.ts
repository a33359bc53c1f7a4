import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'go-weak-hash-or-cipher',
  languages: ['go'],
  severity: 'low',
  cwe: 327,
  message: 'This hash or cipher is known to be weak; for anything secret or signed there are better ones.',
  side: 'added',
  query: `
((import_spec path: (interpreted_string_literal) @path) @at (#match? @path "^\\"crypto/(?:md5|sha1|des|rc4)\\"$"))
  `,
  notPaths: '_test\\.go$|(?:^|/)(?:testdata|testutils?|tests?)/',
};
