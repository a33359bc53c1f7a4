import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'php-guard-returns-early',
  languages: ['php'],
  severity: 'high',
  cwe: 287,
  message: 'This function is to check something, but now answers before it has looked at anything.',
  side: 'added',
  query: `
    ((function_definition name: (name) @f body: (compound_statement "{" . (comment)* . (return_statement) @at . (comment)* . (_)))
    (#match? @f "^(?i:is_?(?:auth|valid|allowed|admin|owner|trusted|verified|permitted|authori)|has_?(?:perm|access|role|auth)|can_?(?:access|write|read|edit|delete|manage)|check_?(?:auth|perm|access|sign|token|pass|cred|role|owner|nonce)|verif|validate_?(?:token|sign|session|cred|pass|jwt|cert|auth)|authent|authori|require_?(?:auth|admin|login|role|perm))") (#match? @at "^return(?: (?i:true|1))?;$"))
    ((method_declaration name: (name) @f body: (compound_statement "{" . (comment)* . (return_statement) @at . (comment)* . (_)))
    (#match? @f "^(?i:is_?(?:auth|valid|allowed|admin|owner|trusted|verified|permitted|authori)|has_?(?:perm|access|role|auth)|can_?(?:access|write|read|edit|delete|manage)|check_?(?:auth|perm|access|sign|token|pass|cred|role|owner|nonce)|verif|validate_?(?:token|sign|session|cred|pass|jwt|cert|auth)|authent|authori|require_?(?:auth|admin|login|role|perm))") (#match? @at "^return(?: (?i:true|1))?;$"))
  `,
};
