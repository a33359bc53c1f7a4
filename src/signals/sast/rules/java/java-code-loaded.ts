import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'java-code-loaded',
  languages: ['java'],
  severity: 'medium',
  cwe: 829,
  message: 'Classes are loaded from bytes or addresses that are known only as the program runs.',
  side: 'added',
  query: `
    ((object_creation_expression type: (type_identifier) @t) @at (#eq? @t "URLClassLoader"))
    ((method_invocation name: (identifier) @f arguments: (argument_list (_) . (_))) @at (#eq? @f "defineClass"))
    ((method_invocation object: (_) @o name: (identifier) @f arguments: (argument_list . [(identifier) (field_access) (method_invocation) (binary_expression) (array_access)])) @at
    (#any-of? @f "load" "loadLibrary") (#any-of? @o "System" "Runtime.getRuntime()"))
  `,
};
