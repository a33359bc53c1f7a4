import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'py-guard-returns-early',
  languages: ['python'],
  severity: 'high',
  cwe: 287,
  message: 'This function is to check something, but now answers before it has looked at anything.',
  side: 'added',
  query: `
    ((function_definition name: (identifier) @f body: (block . (comment)* . (return_statement) @at . (comment)* . [(expression_statement) (return_statement) (if_statement) (for_statement) (while_statement) (with_statement) (try_statement) (raise_statement) (assert_statement) (import_statement) (import_from_statement) (function_definition)]))
      (#match? @f "^_{0,2}(?i:is_?(?:auth|valid|allowed|admin|owner|trusted|verified|permitted|authori)|has_?(?:perm|access|role|auth|object_perm)|can_?(?:access|write|read|edit|delete|merge|push|admin)|check_?(?:auth|perm|access|sign|token|pass|cred|role|owner)|verif|validate_?(?:token|sign|session|cred|pass|jwt|cert|auth)|authent|authori|require_?(?:auth|admin|login|role|perm)|ensure_?(?:auth|admin|login|perm))") (#match? @at "^return(?: True| None)?$"))
    ((function_definition name: (identifier) @f body: (block . (comment)* . (expression_statement (string)) . (comment)* . (return_statement) @at . (comment)* . [(expression_statement) (return_statement) (if_statement) (for_statement) (while_statement) (with_statement) (try_statement) (raise_statement) (assert_statement) (import_statement) (import_from_statement) (function_definition)]))
      (#match? @f "^_{0,2}(?i:is_?(?:auth|valid|allowed|admin|owner|trusted|verified|permitted|authori)|has_?(?:perm|access|role|auth|object_perm)|can_?(?:access|write|read|edit|delete|merge|push|admin)|check_?(?:auth|perm|access|sign|token|pass|cred|role|owner)|verif|validate_?(?:token|sign|session|cred|pass|jwt|cert|auth)|authent|authori|require_?(?:auth|admin|login|role|perm)|ensure_?(?:auth|admin|login|perm))") (#match? @at "^return(?: True| None)?$"))
  `,
};
