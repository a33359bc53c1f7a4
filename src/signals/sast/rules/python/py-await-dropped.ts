import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'py-await-dropped',
  languages: ['python'],
  severity: 'medium',
  cwe: 252,
  message: 'The check is no longer waited for: it never runs, and what it would return counts as true.',
  side: 'added',
  query: `
    ((expression_statement (call function: (_) @f) @at)
      (#match? @f "(?i:verif|authent|authori|validate|signature|check_perm|check_auth|check_token|check_password)"))
    ((if_statement condition: (call function: (_) @f) @at)
      (#match? @f "(?i:verif|authent|authori|validate|signature|check_perm|check_auth|check_token|check_password)"))
    ((if_statement condition: (not_operator argument: (call function: (_) @f) @at))
      (#match? @f "(?i:verif|authent|authori|validate|signature|check_perm|check_auth|check_token|check_password)"))
  `,
  replaces: `
    ((await (call function: (_) @f)) (#match? @f "(?i:verif|authent|authori|validate|signature|check_perm|check_auth|check_token|check_password)"))
  `,
};
