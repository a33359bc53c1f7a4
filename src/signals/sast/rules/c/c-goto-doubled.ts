import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'c-goto-doubled',
  languages: ['c', 'cpp'],
  severity: 'high',
  cwe: 561,
  message: 'This jump is taken always, whatever the condition above it says, so that what follows is never done.',
  side: 'added',
  query: `
((if_statement consequence: (goto_statement)) . (goto_statement) @at (#match? @at "^goto"))
  `,
};
