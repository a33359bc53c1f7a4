import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'rust-temporary-file-predictable',
  languages: ['rust'],
  severity: 'low',
  cwe: 377,
  message: 'A file with a known name in a directory that everybody may write to can be replaced by somebody else.',
  side: 'added',
  query: `
((call_expression
  function: (field_expression value: (call_expression function: (scoped_identifier name: (identifier) @dir)) field: (field_identifier) @name)
  arguments: (arguments . (string_literal))) @at
  (#eq? @dir "temp_dir") (#eq? @name "join"))
((call_expression function: (scoped_identifier path: (_) @type name: (identifier) @name) arguments: (arguments . (string_literal) @path)) @at
  (#match? @type "(?:^|::)(?:File|fs)$")
  (#any-of? @name "create" "write" "create_dir" "create_dir_all")
  (#match? @path "^\\"/(?:tmp|var/tmp|dev/shm)/"))
  `,
  notPaths: '(?:^|/)(?:tests|benches|examples|fuzz)/|(?:^|/)tests?\\.rs$',
};
