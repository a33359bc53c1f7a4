import { SCRIPT } from '../../language.ts';
import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'js-dynamic-require',
  languages: SCRIPT,
  severity: 'low',
  cwe: 829,
  message: 'Which module is loaded is decided while the program runs, so reading the code does not tell.',
  side: 'added',
  query: `
    ((call_expression function: (identifier) @f arguments: (arguments . [(identifier) (member_expression) (call_expression) (subscript_expression) (binary_expression) (template_string (template_substitution))])) @at
      (#eq? @f "require"))
  `,
};
