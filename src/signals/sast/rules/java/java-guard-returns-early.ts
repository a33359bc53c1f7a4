import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'java-guard-returns-early',
  languages: ['java'],
  severity: 'high',
  cwe: 287,
  message: 'This method is to check something, but now answers before it has looked at anything.',
  side: 'added',
  query: `
    ((method_declaration name: (identifier) @f body: (block "{" . (if_statement condition: (parenthesized_expression (true)) consequence: (block "{" . (return_statement) @at))))
    (#match? @f "^(?i:is_?(?:auth|valid_?(?:token|sign|user|pass|cred|session)|allowed|admin|owner|trusted|verified|permitted|authori|granted)|has_?(?:perm|access|role|auth)|can_?(?:access|write|read|edit|delete|manage)|check_?(?:auth|perm|access|sign|token|pass|cred|role|owner)|verif|validate_?(?:token|sign|session|cred|pass|jwt|cert|auth)|authent|authori|require_?(?:auth|admin|login|role|perm))") (#match? @at "^return(?: true)?;$"))
    ((method_declaration name: (identifier) @f body: (block "{" . (if_statement condition: (parenthesized_expression (true)) consequence: (return_statement) @at)))
    (#match? @f "^(?i:is_?(?:auth|valid_?(?:token|sign|user|pass|cred|session)|allowed|admin|owner|trusted|verified|permitted|authori|granted)|has_?(?:perm|access|role|auth)|can_?(?:access|write|read|edit|delete|manage)|check_?(?:auth|perm|access|sign|token|pass|cred|role|owner)|verif|validate_?(?:token|sign|session|cred|pass|jwt|cert|auth)|authent|authori|require_?(?:auth|admin|login|role|perm))") (#match? @at "^return(?: true)?;$"))
    ((method_declaration name: (identifier) @f body: (block "{" . [(line_comment) (block_comment)]* . (return_statement) @at . [(line_comment) (block_comment)]* . (statement)))
    (#match? @f "^(?i:is_?(?:auth|valid_?(?:token|sign|user|pass|cred|session)|allowed|admin|owner|trusted|verified|permitted|authori|granted)|has_?(?:perm|access|role|auth)|can_?(?:access|write|read|edit|delete|manage)|check_?(?:auth|perm|access|sign|token|pass|cred|role|owner)|verif|validate_?(?:token|sign|session|cred|pass|jwt|cert|auth)|authent|authori|require_?(?:auth|admin|login|role|perm))") (#match? @at "^return(?: true)?;$"))
  `,
};
