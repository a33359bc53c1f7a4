import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'c-shell-opened',
  languages: ['c', 'cpp'],
  severity: 'medium',
  cwe: 506,
  message: 'A shell is opened from within the program, which hands over all its rights.',
  side: 'added',
  query: `
((call_expression function: (identifier) @name arguments: (argument_list . (string_literal) @shell)) @at
  (#any-of? @name "system" "popen" "execl" "execlp" "execle" "execv" "execve" "execvp" "posix_spawn")
  (#match? @shell "^\\"(?:/usr)?/s?bin/(?:ba|da|z|k|c)?sh(?:[\\"; ])"))
((preproc_function_def value: (preproc_arg) @at) (#match? @at "(?:^|[^A-Za-z0-9_])(?:system|popen|execl|execv)[ ]?\\\\("))
  `,
  notPaths: '(?:^|/)(?:tests?|unittests?|testdata|fuzz(?:ing)?|examples?)/|(?:^|/)test_[^/]*$',
};
