import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'py-host-key-accepted',
  languages: ['python'],
  severity: 'medium',
  cwe: 295,
  message: 'Any SSH host is believed to be the right one, so anybody on the way can take its place.',
  side: 'added',
  query: `
    ((call function: [(identifier) @f (attribute attribute: (identifier) @f)]) @at
      (#any-of? @f "AutoAddPolicy" "WarningPolicy"))
    ((attribute object: (identifier) @o attribute: (identifier) @f) @at
      (#eq? @o "paramiko") (#any-of? @f "AutoAddPolicy" "WarningPolicy"))
    ((keyword_argument name: (identifier) @k value: (none)) @at
      (#eq? @k "known_hosts"))
  `,
};
