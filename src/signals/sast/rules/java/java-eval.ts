import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'java-eval',
  languages: ['java'],
  severity: 'medium',
  cwe: 95,
  message: 'Text is run as code here, so whoever controls the text controls the program.',
  side: 'added',
  query: `
    ((method_invocation object: (_) @o name: (identifier) @f arguments: (argument_list . [(identifier) (field_access) (method_invocation) (binary_expression) (array_access)])) @at
    (#any-of? @f "eval" "evaluate") (#match? @o "(?i:script|engine|nashorn|groovy|shell|rhino|(?:^|[.])js$|interpreter|jexl|mvel)"))
    ((method_invocation name: (identifier) @f arguments: (argument_list . [(identifier) (field_access) (method_invocation) (binary_expression) (array_access)])) @at
    (#eq? @f "parseExpression") (#match? @at "(?i:spel|parser|expression)"))
    ((method_invocation object: (identifier) @o name: (identifier) @f arguments: (argument_list . [(identifier) (field_access) (method_invocation) (binary_expression) (array_access)])) @at
    (#any-of? @o "MVEL" "Ognl" "GroovyShell") (#any-of? @f "eval" "getValue" "parseExpression"))
  `,
};
