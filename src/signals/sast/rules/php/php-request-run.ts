import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'php-request-run',
  languages: ['php'],
  severity: 'high',
  cwe: 94,
  message: 'What a visitor sends is run as a command, called as a function, or included as code.',
  side: 'added',
  query: `
    ((function_call_expression function: (name) @f arguments: (arguments . (argument [(variable_name) @at (subscript_expression . (variable_name)) @at (error_suppression_expression (subscript_expression)) @at (function_call_expression arguments: (arguments . (argument (subscript_expression . (variable_name) @v)))) @at (binary_expression) @at (encapsed_string (subscript_expression . (variable_name))) @at])))
    (#any-of? @f "system" "exec" "shell_exec" "passthru" "popen" "proc_open" "pcntl_exec" "call_user_func" "call_user_func_array" "create_function" "file_put_contents")
    (#match? @at "[$]_(?:GET|POST|REQUEST|COOKIE)") (#not-match? @at "escapeshell|basename"))
    ((shell_command_expression) @at (#match? @at "[$]_(?:GET|POST|REQUEST|COOKIE)"))
    ((function_call_expression function: (subscript_expression . (variable_name) @v)) @at
    (#match? @v "^[$](?:_(?:GET|POST|REQUEST|COOKIE|FILES)|HTTP_(?:GET|POST)_VARS)"))
    ([(include_expression (_) @v) (include_once_expression (_) @v) (require_expression (_) @v) (require_once_expression (_) @v)] @at
    (#match? @v "[$]_(?:GET|POST|REQUEST|COOKIE)") (#not-match? @v "basename|array"))
  `,
};
