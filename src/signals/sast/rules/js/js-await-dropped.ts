import { SCRIPT } from '../../language.ts';
import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'js-await-dropped',
  languages: SCRIPT,
  severity: 'medium',
  cwe: 252,
  message: 'The check is no longer waited for: a promise counts as true, and its failure is lost.',
  side: 'added',
  query: `
    ((expression_statement (call_expression function: (_) @f) @at)
      (#match? @f "(?i:verif|authent|authori|validat|checkPerm|checkAuth|ensureAuth|assertAuth|requireAuth)"))
    ((if_statement condition: (parenthesized_expression (call_expression function: (_) @f) @at))
      (#match? @f "(?i:verif|authent|authori|validat|checkPerm|checkAuth|ensureAuth|assertAuth|requireAuth)"))
    ((if_statement condition: (parenthesized_expression (unary_expression argument: (call_expression function: (_) @f) @at)))
      (#match? @f "(?i:verif|authent|authori|validat|checkPerm|checkAuth|ensureAuth|assertAuth|requireAuth)"))
  `,
  replaces: `
    ((await_expression (call_expression function: (_) @f))
      (#match? @f "(?i:verif|authent|authori|validat|checkPerm|checkAuth|ensureAuth|assertAuth|requireAuth)"))
  `,
};
