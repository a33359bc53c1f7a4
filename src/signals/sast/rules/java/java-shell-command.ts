import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'java-shell-command',
  languages: ['java'],
  severity: 'medium',
  cwe: 78,
  message: 'A shell command is put together from values, so a value with shell syntax in it runs as a command.',
  side: 'added',
  query: `
    ((method_invocation name: (identifier) @f arguments: (argument_list . (binary_expression operator: "+") @at)) @c
    (#eq? @f "exec") (#match? @c "(?i:runtime|[^a-z]rt[.])"))
    ((method_invocation object: (identifier) @o name: (identifier) @f arguments: (argument_list . [(identifier) (method_invocation)] @at)) @c
    (#eq? @f "exec") (#match? @o "^(?i:runtime|rt)$"))
    ((method_invocation object: (method_invocation name: (identifier) @o) name: (identifier) @f arguments: (argument_list . [(identifier) (method_invocation)] @at)) @c
    (#eq? @f "exec") (#eq? @o "getRuntime"))
    ((argument_list . (string_literal) @s . (string_literal) @c . [(identifier) (field_access) (method_invocation) (binary_expression) (array_access)] @at)
    (#match? @s "^.(?:/(?:usr/)?bin/)?(?:ba|z|da|k)?sh.$|^.cmd(?:[.]exe)?.$|^.powershell") (#match? @c "^.(?:-[a-z]{0,3}c|/[cC]|-Command).$"))
    ((array_initializer . (string_literal) @s . (string_literal) @c . [(identifier) (field_access) (method_invocation) (binary_expression) (array_access)] @at)
    (#match? @s "^.(?:/(?:usr/)?bin/)?(?:ba|z|da|k)?sh.$|^.cmd(?:[.]exe)?.$|^.powershell") (#match? @c "^.(?:-[a-z]{0,3}c|/[cC]|-Command).$"))
  `,
};
