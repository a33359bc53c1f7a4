import { SCRIPT } from '../../language.ts';
import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'js-guard-returns-early',
  languages: SCRIPT,
  severity: 'high',
  cwe: 287,
  message: 'This function is to check something, but now answers before it has looked at anything.',
  side: 'added',
  query: `
    ((function_declaration name: (identifier) @f body: (statement_block "{" . (comment)* . (return_statement) @at . (comment)* . (statement)))
      (#match? @f "^(?i:is_?(?:auth|valid|allowed|admin|owner|trusted|verified|permitted|authori)|has_?(?:perm|access|role|auth)|can_?(?:access|write|read|edit|delete|merge|push|admin)|check_?(?:auth|perm|access|sign|token|pass|cred|role|owner)|verif|validate_?(?:token|sign|session|cred|pass|jwt|cert|auth)|authent|authori|require_?(?:auth|admin|login|role|perm)|ensure_?(?:auth|admin|login|perm))") (#match? @at "^return(?: true| next[(][)]| undefined| null| [{][}])?;?$"))
    ((method_definition name: (property_identifier) @f body: (statement_block "{" . (comment)* . (return_statement) @at . (comment)* . (statement)))
      (#match? @f "^(?i:is_?(?:auth|valid|allowed|admin|owner|trusted|verified|permitted|authori)|has_?(?:perm|access|role|auth)|can_?(?:access|write|read|edit|delete|merge|push|admin)|check_?(?:auth|perm|access|sign|token|pass|cred|role|owner)|verif|validate_?(?:token|sign|session|cred|pass|jwt|cert|auth)|authent|authori|require_?(?:auth|admin|login|role|perm)|ensure_?(?:auth|admin|login|perm))") (#match? @at "^return(?: true| next[(][)]| undefined| null| [{][}])?;?$"))
    ((variable_declarator name: (identifier) @f value: [(arrow_function body: (statement_block "{" . (comment)* . (return_statement) @at . (comment)* . (statement))) (function_expression body: (statement_block "{" . (comment)* . (return_statement) @at . (comment)* . (statement)))])
      (#match? @f "^(?i:is_?(?:auth|valid|allowed|admin|owner|trusted|verified|permitted|authori)|has_?(?:perm|access|role|auth)|can_?(?:access|write|read|edit|delete|merge|push|admin)|check_?(?:auth|perm|access|sign|token|pass|cred|role|owner)|verif|validate_?(?:token|sign|session|cred|pass|jwt|cert|auth)|authent|authori|require_?(?:auth|admin|login|role|perm)|ensure_?(?:auth|admin|login|perm))") (#match? @at "^return(?: true| next[(][)]| undefined| null| [{][}])?;?$"))
  `,
};
