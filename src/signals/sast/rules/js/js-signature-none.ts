import { SCRIPT } from '../../language.ts';
import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'js-signature-none',
  languages: SCRIPT,
  severity: 'high',
  cwe: 347,
  message: 'Tokens that carry no signature are accepted, so anybody can write their own.',
  side: 'added',
  query: `
    ((pair key: (property_identifier) @k value: (array (string (string_fragment) @v))) @at
      (#any-of? @k "algorithms" "alg" "algorithm") (#match? @v "^(?i:none)$"))
    ((pair key: (property_identifier) @k value: (string (string_fragment) @v)) @at
      (#any-of? @k "alg" "algorithm" "algorithms") (#match? @v "^(?i:none)$"))
  `,
};
