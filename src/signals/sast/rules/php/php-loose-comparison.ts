import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'php-loose-comparison',
  languages: ['php'],
  severity: 'medium',
  cwe: 1024,
  message: 'PHP finds different texts equal with ==, so another secret than the right one may pass; use hash_equals.',
  side: 'added',
  query: `
    ((binary_expression left: [(variable_name) (member_access_expression) (subscript_expression) (function_call_expression) (member_call_expression)] @l operator: ["==" "!="] right: [(variable_name) (member_access_expression) (subscript_expression) (function_call_expression) (member_call_expression)] @r) @at
    (#match? @at "(?i:token|passw|secret|[a-z_]hash(?:[^a-z]|$)|[$]hash|signature|hmac|digest|csrf|api_?key|md5[(]|sha1[(])") (#not-match? @at "(?i:confirm|repeat|again|retype|token_?(?:type|kind|id)|tokens|count|strlen|password_?2)"))
  `,
};
