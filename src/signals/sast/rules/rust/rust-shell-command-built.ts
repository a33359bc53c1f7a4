import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'rust-shell-command-built',
  languages: ['rust'],
  severity: 'medium',
  cwe: 78,
  message: 'A command line for a shell is put together from values, which may bring commands of their own.',
  side: 'added',
  query: `
((call_expression
  function: (field_expression value: (call_expression function: (field_expression) arguments: (arguments . (string_literal) @flag)) field: (field_identifier) @name)
  arguments: (arguments . [(identifier) (reference_expression) (macro_invocation) (field_expression) (call_expression)]) @at)
  (#eq? @name "arg")
  (#any-of? @flag "\\"-c\\"" "\\"-lc\\"" "\\"/C\\"" "\\"/c\\"" "\\"-Command\\""))
  `,
  notPaths: '(?:^|/)(?:tests|benches|examples|fuzz)/|(?:^|/)tests?\\.rs$',
};
