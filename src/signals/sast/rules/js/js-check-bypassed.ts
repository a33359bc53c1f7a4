import { SCRIPT } from '../../language.ts';
import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'js-check-bypassed',
  languages: SCRIPT,
  severity: 'high',
  cwe: 571,
  message: 'The condition is always true (or never), so the check it stands for no longer happens.',
  side: 'added',
  query: `
    ((if_statement condition: (parenthesized_expression (binary_expression left: [(true) (number)] @t operator: "||"))  @at)
      (#match? @t "^(?:true|1)$") (#match? @at "(?i:auth|verif|valid|admin|permi|allow|signature|token|role|owner|check|trust|session|login|access|secure|cert)"))
    ((if_statement condition: (parenthesized_expression (binary_expression operator: "||" right: [(true) (number)] @t))  @at)
      (#match? @t "^(?:true|1)$") (#match? @at "(?i:auth|verif|valid|admin|permi|allow|signature|token|role|owner|check|trust|session|login|access|secure|cert)"))
    ((if_statement condition: (parenthesized_expression (binary_expression left: [(false) (number)] @t operator: "&&"))  @at)
      (#match? @t "^(?:false|0)$") (#match? @at "(?i:auth|verif|valid|admin|permi|allow|signature|token|role|owner|check|trust|session|login|access|secure|cert)"))
    ((return_statement (binary_expression operator: "||" right: (true)) @at)
      (#match? @at "(?i:auth|verif|valid|admin|permi|allow|signature|token|role|owner|check|trust|session|login|access|secure|cert)"))
    ((if_statement condition: (parenthesized_expression (binary_expression operator: "&&" right: [(false) (number)] @t))  @at)
      (#match? @t "^(?:false|0)$") (#match? @at "(?i:auth|verif|valid|admin|permi|allow|signature|token|role|owner|check|trust|session|login|access|secure|cert)"))
  `,
};
