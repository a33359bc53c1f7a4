import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'rb-shell-command',
  languages: ['ruby'],
  severity: 'medium',
  cwe: 78,
  message: 'A shell command is put together from values, so a value with shell syntax in it runs as a command.',
  side: 'added',
  query: `
    ((call !receiver method: (identifier) @f arguments: (argument_list . [(string (interpolation)) (binary operator: "+")] @at .))
    (#any-of? @f "system" "exec" "spawn" "syscall") (#not-match? @at "shellescape|Shellwords|sanitize"))
    ((call receiver: (constant) @o method: (identifier) @f arguments: (argument_list . [(string (interpolation)) (binary operator: "+")] @at))
    (#any-of? @o "IO" "Open3" "Kernel" "Process" "PTY") (#any-of? @f "popen" "capture2" "capture2e" "capture3" "popen2" "popen2e" "popen3" "system" "exec" "spawn" "pipeline") (#not-match? @at "shellescape|Shellwords"))
    ((call !receiver method: (identifier) @f arguments: (argument_list . (string . (string_content) @c (interpolation)) @at))
    (#eq? @f "open") (#match? @c "^ {0,4}[|]"))
    ((subshell (interpolation)) @at (#not-match? @at "shellescape|Shellwords"))
    ((call !receiver method: (identifier) @f arguments: (argument_list . (_) @at))
    (#any-of? @f "system" "exec" "spawn" "open") (#match? @at "^(?:params|request|cookies)[[.]"))
  `,
};
