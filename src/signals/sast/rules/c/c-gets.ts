import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'c-gets',
  languages: ['c', 'cpp'],
  severity: 'high',
  cwe: 242,
  message: 'This function cannot know how large the buffer is, and writes past its end.',
  side: 'added',
  query: `
((call_expression function: (identifier) @name arguments: (argument_list . (_) .)) @at (#eq? @name "gets"))
  `,
};
