import { SCRIPT } from '../../language.ts';
import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'js-guard-shortcut',
  languages: SCRIPT,
  severity: 'medium',
  cwe: 290,
  message: 'This function is to check something, but now has a first way to pass that skips the rest.',
  side: 'added',
  query: `
    ((function_declaration name: (identifier) @f body: (statement_block "{" . (comment)* . (if_statement consequence: [(return_statement) @r (statement_block "{" . (comment)* . (return_statement) @r)]) @at . (comment)* . (statement)))
      (#match? @f "^(?i:is_?(?:auth|valid|allowed|admin|owner|trusted|verified|permitted|authori)|has_?(?:perm|access|role|auth)|can_?(?:access|write|read|edit|delete|merge|push|admin)|check_?(?:auth|perm|access|sign|token|pass|cred|role|owner)|verif|validate_?(?:token|sign|session|cred|pass|jwt|cert|auth)|authent|authori|require_?(?:auth|admin|login|role|perm)|ensure_?(?:auth|admin|login|perm))") (#match? @r "^return(?: true| next[(][)])"))
    ((method_definition name: (property_identifier) @f body: (statement_block "{" . (comment)* . (if_statement consequence: [(return_statement) @r (statement_block "{" . (comment)* . (return_statement) @r)]) @at . (comment)* . (statement)))
      (#match? @f "^(?i:is_?(?:auth|valid|allowed|admin|owner|trusted|verified|permitted|authori)|has_?(?:perm|access|role|auth)|can_?(?:access|write|read|edit|delete|merge|push|admin)|check_?(?:auth|perm|access|sign|token|pass|cred|role|owner)|verif|validate_?(?:token|sign|session|cred|pass|jwt|cert|auth)|authent|authori|require_?(?:auth|admin|login|role|perm)|ensure_?(?:auth|admin|login|perm))") (#match? @r "^return(?: true| next[(][)])"))
    ((variable_declarator name: (identifier) @f value: (arrow_function body: (statement_block "{" . (comment)* . (if_statement consequence: [(return_statement) @r (statement_block "{" . (comment)* . (return_statement) @r)]) @at . (comment)* . (statement))))
      (#match? @f "^(?i:is_?(?:auth|valid|allowed|admin|owner|trusted|verified|permitted|authori)|has_?(?:perm|access|role|auth)|can_?(?:access|write|read|edit|delete|merge|push|admin)|check_?(?:auth|perm|access|sign|token|pass|cred|role|owner)|verif|validate_?(?:token|sign|session|cred|pass|jwt|cert|auth)|authent|authori|require_?(?:auth|admin|login|role|perm)|ensure_?(?:auth|admin|login|perm))") (#match? @r "^return(?: true| next[(][)])"))
  `,
};
