import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'java-protection-off',
  languages: ['java'],
  severity: 'medium',
  cwe: 352,
  message: 'A protection of the whole application (forged requests, permission) is switched off here.',
  side: 'added',
  query: `
    ((method_invocation object: (method_invocation name: (identifier) @o) name: (identifier) @at)
    (#eq? @o "csrf") (#eq? @at "disable"))
    ((method_invocation name: (identifier) @f arguments: (argument_list . [(lambda_expression) (method_reference)] @at))
    (#eq? @f "csrf") (#match? @at "(?:::|[.]) {0,2}disable"))
    ((method_invocation object: (method_invocation name: (identifier) @o) name: (identifier) @at)
    (#eq? @o "anyRequest") (#any-of? @at "permitAll" "anonymous"))
    ((method_invocation object: (method_invocation name: (identifier) @o arguments: (argument_list . (string_literal) @p .)) name: (identifier) @at)
    (#any-of? @o "antMatchers" "requestMatchers" "mvcMatchers") (#match? @p "^./[*][*].$") (#eq? @at "permitAll"))
  `,
};
