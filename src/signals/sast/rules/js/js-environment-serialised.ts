import { SCRIPT } from '../../language.ts';
import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'js-environment-serialised',
  languages: SCRIPT,
  severity: 'medium',
  cwe: 526,
  message: 'The whole environment, with every secret in it, is turned into text.',
  side: 'added',
  query: `
    ((call_expression function: (member_expression object: (identifier) @o property: (property_identifier) @f) arguments: (arguments . (member_expression) @e)) @at
      (#eq? @o "JSON") (#eq? @f "stringify") (#match? @e "^process[.]env$"))
  `,
};
