import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'py-eval',
  languages: ['python'],
  severity: 'medium',
  cwe: 95,
  message: 'Text is run as code here, so whoever controls the text controls the program.',
  side: 'added',
  query: `
    ((call function: (identifier) @f arguments: (argument_list . [(identifier) (attribute) (call) (subscript) (binary_operator) (await) (string (interpolation))])) @at
      (#any-of? @f "eval" "exec" "__import__"))
    ((call function: (attribute object: (identifier) @o attribute: (identifier) @f) arguments: (argument_list . [(identifier) (attribute) (call) (subscript) (binary_operator) (await) (string (interpolation))])) @at
      (#any-of? @o "builtins" "__builtins__") (#any-of? @f "eval" "exec" "__import__"))
    ((assignment right: (identifier) @f) @at
      (#any-of? @f "eval" "exec"))
  `,
};
