import { SCRIPT } from '../../language.ts';
import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'js-shell-true',
  languages: SCRIPT,
  severity: 'medium',
  cwe: 78,
  message: 'The command runs through a shell, which gives a meaning to every special character in its arguments.',
  side: 'added',
  query: `
    ((pair key: (property_identifier) @k value: (true)) @at (#eq? @k "shell"))
  `,
};
