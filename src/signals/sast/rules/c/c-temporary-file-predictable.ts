import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'c-temporary-file-predictable',
  languages: ['c', 'cpp'],
  severity: 'low',
  cwe: 377,
  message: 'A file with a known name in a directory that everybody may write to can be replaced by somebody else.',
  side: 'added',
  query: `
((call_expression function: (identifier) @name arguments: (argument_list . (string_literal) @path)) @at
  (#any-of? @name "fopen" "open" "creat" "mkdir")
  (#match? @path "^\\"/(?:tmp|var/tmp|dev/shm)/"))
  `,
  notPaths: '(?:^|/)(?:tests?|unittests?|testdata|fuzz(?:ing)?|examples?)/|(?:^|/)test_[^/]*$',
};
