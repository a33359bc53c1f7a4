import { SCRIPT } from '../../language.ts';
import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'js-shell-command',
  languages: SCRIPT,
  severity: 'medium',
  cwe: 78,
  message: 'A shell command is put together from values, so a value with shell syntax in it runs as a command.',
  side: 'added',
  query: `
    ((call_expression function: (identifier) @f arguments: (arguments . [(template_string (template_substitution)) (binary_expression operator: "+")] @at))
      (#any-of? @f "exec" "execSync" "execAsync" "execPromise"))
    ((call_expression function: (member_expression object: (identifier) @o property: (property_identifier) @f) arguments: (arguments . [(template_string (template_substitution)) (binary_expression operator: "+")] @at))
      (#any-of? @f "exec" "execSync") (#match? @o "^(?i:child_?process|cp|proc|shell|shelljs|sh)$"))
  `,
};
