import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'py-shell-true',
  languages: ['python'],
  severity: 'medium',
  cwe: 78,
  message: 'The command runs through a shell, which gives a meaning to every special character in its arguments.',
  side: 'added',
  query: `
    ((keyword_argument name: (identifier) @k value: [(true) (integer)] @v) @at
      (#eq? @k "shell") (#any-of? @v "True" "1"))
  `,
};
