import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'py-check-bypassed',
  languages: ['python'],
  severity: 'high',
  cwe: 571,
  message: 'The condition is always true (or never), so the check it stands for no longer happens.',
  side: 'added',
  query: `
    ((if_statement condition: (boolean_operator left: [(true) (integer)] @t operator: "or") @at)
      (#match? @t "^(?:True|1)$") (#match? @at "(?i:auth|verif|valid|admin|permi|allow|signature|token|role|owner|check|trust|session|login|access|secure|cert)"))
    ((if_statement condition: (boolean_operator operator: "or" right: [(true) (integer)] @t) @at)
      (#match? @t "^(?:True|1)$") (#match? @at "(?i:auth|verif|valid|admin|permi|allow|signature|token|role|owner|check|trust|session|login|access|secure|cert)"))
    ((if_statement condition: (boolean_operator left: [(false) (integer)] @t operator: "and") @at)
      (#match? @t "^(?:False|0)$") (#match? @at "(?i:auth|verif|valid|admin|permi|allow|signature|token|role|owner|check|trust|session|login|access|secure|cert)"))
    ((if_statement condition: (boolean_operator operator: "and" right: [(false) (integer)] @t) @at)
      (#match? @t "^(?:False|0)$") (#match? @at "(?i:auth|verif|valid|admin|permi|allow|signature|token|role|owner|check|trust|session|login|access|secure|cert)"))
    ((return_statement (boolean_operator operator: "or" right: (true)) @at)
      (#match? @at "(?i:auth|verif|valid|admin|permi|allow|signature|token|role|owner|check|trust|session|login|access|secure|cert)"))
  `,
};
