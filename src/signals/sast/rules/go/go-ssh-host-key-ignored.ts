import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'go-ssh-host-key-ignored',
  languages: ['go'],
  severity: 'high',
  cwe: 295,
  message: 'The key of the SSH server is not checked, so anybody on the way can pose as it.',
  side: 'added',
  query: `
((selector_expression field: (field_identifier) @name) @at (#eq? @name "InsecureIgnoreHostKey"))
  `,
  notPaths: '_test\\.go$|(?:^|/)(?:testdata|testutils?|tests?)/',
};
