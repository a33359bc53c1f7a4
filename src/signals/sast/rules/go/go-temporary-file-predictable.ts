import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'go-temporary-file-predictable',
  languages: ['go'],
  severity: 'low',
  cwe: 377,
  message: 'A file with a known name in a directory that everybody may write to can be replaced by somebody else.',
  side: 'added',
  query: `
((call_expression
  function: (selector_expression operand: (identifier) @package field: (field_identifier) @name)
  arguments: (argument_list . (interpreted_string_literal) @path)) @at
  (#any-of? @package "os" "ioutil")
  (#any-of? @name "Create" "WriteFile" "OpenFile" "Mkdir" "MkdirAll")
  (#match? @path "^\\"/(?:tmp|var/tmp|dev/shm)/"))
  `,
  notPaths: '_test\\.go$|(?:^|/)(?:testdata|testutils?|tests?)/',
};
