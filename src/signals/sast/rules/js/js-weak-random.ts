import { SCRIPT } from '../../language.ts';
import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'js-weak-random',
  languages: SCRIPT,
  severity: 'medium',
  cwe: 338,
  message: 'A secret is made with a generator whose next values can be computed from the last ones.',
  side: 'added',
  query: `
    ((variable_declarator name: (identifier) @n value: [(call_expression) (binary_expression) (template_string)] @at)
      (#match? @n "(?i:token|secret|passw|nonce|salt|session_?id|otp|api_?key|csrf|verifier)") (#match? @at "Math[.]random"))
    ((assignment_expression left: (_) @n right: [(call_expression) (binary_expression) (template_string)] @at)
      (#match? @n "(?i:token|secret|passw|nonce|salt|session_?id|otp|api_?key|csrf|verifier)$") (#match? @at "Math[.]random"))
    ((pair key: (_) @n value: [(call_expression) (binary_expression) (template_string)] @at)
      (#match? @n "(?i:token|secret|passw|nonce|salt|session_?id|otp|api_?key|csrf|verifier)") (#match? @at "Math[.]random"))
  `,
};
