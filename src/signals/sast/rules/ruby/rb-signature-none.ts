import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'rb-signature-none',
  languages: ['ruby'],
  severity: 'high',
  cwe: 347,
  message: 'Tokens are accepted without a signature, so anybody can write one for any user.',
  side: 'added',
  query: `
    ((call receiver: (constant) @o method: (identifier) @f arguments: (argument_list . (_) . (_) . (false) @at))
    (#eq? @o "JWT") (#eq? @f "decode"))
    ((call receiver: (constant) @o method: (identifier) @f arguments: (argument_list (pair key: (_) @k value: (_) @v) @at))
    (#eq? @o "JWT") (#eq? @f "decode") (#match? @k "^:?algorithms?$") (#match? @v "(?i:['\\"]none['\\"])"))
  `,
};
