import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'py-yaml-load',
  languages: ['python'],
  severity: 'medium',
  cwe: 502,
  message: 'YAML is read in a way that can create any object, and so run code; the safe loader cannot.',
  side: 'added',
  query: `
    ((call function: (attribute object: (identifier) @o attribute: (identifier) @f)) @at
      (#eq? @o "yaml") (#any-of? @f "load" "load_all") (#not-match? @at "Safe|BaseLoader"))
    ((call function: (attribute object: (identifier) @o attribute: (identifier) @f)) @at
      (#eq? @o "yaml") (#any-of? @f "unsafe_load" "unsafe_load_all" "full_load"))
  `,
};
