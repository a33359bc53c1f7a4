import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'py-shell-command',
  languages: ['python'],
  severity: 'medium',
  cwe: 78,
  message: 'A shell command is put together from values, so a value with shell syntax in it runs as a command.',
  side: 'added',
  query: `
    ((call function: (attribute object: (identifier) @o attribute: (identifier) @f) arguments: (argument_list . [(identifier) (attribute) (call) (subscript) (binary_operator) (await) (string (interpolation))] @at))
      (#eq? @o "os") (#any-of? @f "system" "popen" "popen2" "popen3"))
    ((call function: (attribute object: (identifier) @o attribute: (identifier) @f) arguments: (argument_list . [(identifier) (attribute) (call) (subscript) (binary_operator) (await) (string (interpolation))] @at))
      (#any-of? @o "subprocess" "commands") (#any-of? @f "getoutput" "getstatusoutput"))
    ((call function: (attribute attribute: (identifier) @f) arguments: (argument_list . [(identifier) (attribute) (call) (subscript) (binary_operator) (await) (string (interpolation))] @at))
      (#eq? @f "create_subprocess_shell"))
  `,
};
