import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'java-jndi-lookup',
  languages: ['java'],
  severity: 'medium',
  cwe: 74,
  message: 'Whoever chooses the name that is looked up here can make the program load and run their code.',
  side: 'added',
  query: `
    ((method_invocation object: (_) @o name: (identifier) @f arguments: (argument_list . [(identifier) (field_access) (method_invocation) (binary_expression) (array_access)])) @at
    (#any-of? @f "lookup" "doLookup") (#match? @o "(?i:(?:^|[^a-z])(?:ctx|context|jndi)[a-z]{0,20}$|initial[a-z]{0,10}context|jnditemplate|namingcontext)"))
  `,
};
