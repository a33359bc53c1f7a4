import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'c-temporary-name',
  languages: ['c', 'cpp'],
  severity: 'medium',
  cwe: 377,
  message: 'Between finding this name and opening the file, somebody else can put a file there.',
  side: 'added',
  query: `
((call_expression function: (identifier) @name) @at (#any-of? @name "mktemp" "tmpnam" "tempnam" "tmpnam_r"))
  `,
};
