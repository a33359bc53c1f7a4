import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'rb-yaml-load',
  languages: ['ruby'],
  severity: 'low',
  cwe: 502,
  message: 'Before Psych 4 this creates whatever object the YAML names; `safe_load` does so nowhere.',
  side: 'added',
  query: `
    ((call receiver: (constant) @o method: (identifier) @f arguments: (argument_list . (_) @a)) @at
    (#any-of? @o "YAML" "Psych") (#any-of? @f "load" "load_documents") (#not-match? @a "^['\\"]"))
  `,
};
