import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'rb-guard-returns-early',
  languages: ['ruby'],
  severity: 'high',
  cwe: 287,
  message: 'This method is to check something, but now answers before it has looked at anything.',
  side: 'added',
  query: `
    ((method name: (identifier) @f body: (body_statement . (return) @at . (_)))
    (#match? @f "^(?i:(?:is_?)?(?:auth(?:enticated|orized|orised)|allowed|admin|owner|trusted|verified|permitted)[?]|has_?(?:perm|access|role|auth)|can_?(?:access|write|read|edit|delete|manage)|check_?(?:auth|perm|access|sign|token|pass|cred|role|owner)|verif|valid(?:ate)?_?(?:token|sign|session|cred|pass|jwt|cert|auth)|authent|authori|require_?(?:auth|admin|login|role|perm)|ensure_?(?:auth|admin|login|perm))") (#match? @at "^return(?: true)?$"))
  `,
};
