import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'c-shell-command-built',
  languages: ['c', 'cpp'],
  severity: 'medium',
  cwe: 78,
  message: 'A command for a shell is put together as the program runs, and may bring commands of its own.',
  side: 'added',
  query: `
((call_expression function: (identifier) @name arguments: (argument_list . [(identifier) (field_expression) (call_expression) (subscript_expression) (binary_expression)])) @at
  (#any-of? @name "system" "popen" "_popen" "wordexp"))
((call_expression function: (identifier) @name arguments: (argument_list . (string_literal) @shell . (_) . (string_literal) @flag . [(identifier) (field_expression) (call_expression)])) @at
  (#any-of? @name "execl" "execlp" "execle")
  (#match? @shell "^\\"(?:/bin/|/usr/bin/)?(?:ba|da|z|k)?sh\\"$") (#eq? @flag "\\"-c\\""))
  `,
  notPaths: '(?:^|/)(?:tests?|unittests?|testdata|fuzz(?:ing)?|examples?)/|(?:^|/)test_[^/]*$',
};
