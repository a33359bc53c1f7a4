import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'py-check-swallowed',
  languages: ['python'],
  severity: 'medium',
  cwe: 390,
  message: 'When the check fails, the failure is thrown away and the program goes on as if it had passed.',
  side: 'added',
  query: `
    ((try_statement body: (block) @b (except_clause (block . (comment)* . (pass_statement))) @at)
      (#match? @b "(?i:verif|authent|authori|validate|signature|check_perm|check_auth|check_token|check_password)"))
    ((try_statement body: (block) @b (except_clause (block . (comment)* . (return_statement (true)))) @at)
      (#match? @b "(?i:verif|authent|authori|validate|signature|check_perm|check_auth|check_token|check_password)"))
  `,
};
