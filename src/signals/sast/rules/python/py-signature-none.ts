import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'py-signature-none',
  languages: ['python'],
  severity: 'high',
  cwe: 347,
  message: 'Tokens are accepted whose signature nobody checked, so anybody can write their own.',
  side: 'added',
  query: `
    ((pair key: (string (string_content) @k) value: (false)) @at
      (#eq? @k "verify_signature"))
    ((keyword_argument name: (identifier) @k value: (false)) @at
      (#eq? @k "verify_signature"))
    ((keyword_argument name: (identifier) @k value: (list (string (string_content) @v))) @at
      (#eq? @k "algorithms") (#match? @v "^(?i:none)$"))
    ((keyword_argument name: (identifier) @k value: (string (string_content) @v)) @at
      (#eq? @k "algorithm") (#match? @v "^(?i:none)$"))
  `,
};
