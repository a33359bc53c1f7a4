import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'php-shell-command',
  languages: ['php'],
  severity: 'medium',
  cwe: 78,
  message: 'A shell command is put together from values, so a value with shell syntax in it runs as a command.',
  side: 'added',
  query: `
    ((function_call_expression function: (name) @f arguments: (arguments . (argument [(variable_name) (member_access_expression) (subscript_expression) (function_call_expression) (member_call_expression) (scoped_call_expression) (encapsed_string (variable_name)) (encapsed_string (member_access_expression)) (encapsed_string (subscript_expression)) (binary_expression operator: ["." "??"]) (conditional_expression)] @at)))
    (#any-of? @f "system" "exec" "shell_exec" "passthru" "popen" "proc_open" "pcntl_exec") (#not-match? @at "escapeshell"))
    ((shell_command_expression [(variable_name) (member_access_expression) (subscript_expression)]) @at)
  `,
};
