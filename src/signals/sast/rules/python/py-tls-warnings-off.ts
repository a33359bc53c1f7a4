import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'py-tls-warnings-off',
  languages: ['python'],
  severity: 'low',
  cwe: 778,
  message: 'Warnings about unchecked certificates are switched off, so nobody is told of them any more.',
  side: 'added',
  query: `
    ((call function: [(identifier) @f (attribute attribute: (identifier) @f)] arguments: (argument_list)) @at
      (#eq? @f "disable_warnings"))
  `,
};
