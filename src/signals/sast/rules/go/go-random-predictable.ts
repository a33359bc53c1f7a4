import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'go-random-predictable',
  languages: ['go'],
  severity: 'medium',
  cwe: 338,
  message: 'Numbers from math/rand can be guessed; what is secret needs crypto/rand.',
  side: 'added',
  query: `
((import_spec path: (interpreted_string_literal) @path) @at (#match? @path "^\\"math/rand(?:/v2)?\\"$"))
  `,
  replaces: `((import_spec path: (interpreted_string_literal) @path) (#eq? @path "\\"crypto/rand\\""))`,
};
