import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'rb-mass-assignment',
  languages: ['ruby'],
  severity: 'medium',
  cwe: 915,
  message: 'Every field that a visitor sends is accepted, also those that make somebody an administrator.',
  side: 'added',
  query: `
    ((call method: (identifier) @at) (#eq? @at "permit!"))
    ((call receiver: (_) @o method: (identifier) @at) (#eq? @at "to_unsafe_h") (#match? @o "params"))
    ((assignment left: (call method: (identifier) @f) right: (true)) @at (#eq? @f "permit_all_parameters"))
  `,
};
