import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'go-shell-command-built',
  languages: ['go'],
  severity: 'medium',
  cwe: 78,
  message: 'A command line for a shell is put together from values, which may bring commands of their own.',
  side: 'added',
  query: `
((call_expression
  function: (selector_expression field: (field_identifier) @name)
  arguments: (argument_list (interpreted_string_literal) @shell . (interpreted_string_literal) @flag . [(binary_expression) (identifier) (call_expression) (selector_expression)])) @at
  (#any-of? @name "Command" "CommandContext")
  (#match? @shell "^\\"(?:/bin/|/usr/bin/)?(?:sh|bash|zsh|dash|cmd|cmd\\\\.exe|powershell)\\"$")
  (#match? @flag "^\\"(?:-c|-lc|-ec|/c|/C|-Command)\\"$"))
  `,
  notPaths: '_test\\.go$|(?:^|/)(?:testdata|testutils?|tests?)/',
};
