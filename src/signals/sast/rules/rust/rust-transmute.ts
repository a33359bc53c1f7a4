import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'rust-transmute',
  languages: ['rust'],
  severity: 'medium',
  cwe: 704,
  message: 'Bytes are taken for another type without any check that they are one.',
  side: 'added',
  query: `
((call_expression function: [(identifier) @name (scoped_identifier name: (identifier) @name) (generic_function function: [(identifier) @name (scoped_identifier name: (identifier) @name)])]) @at
  (#any-of? @name "transmute" "transmute_copy"))
  `,
  notPaths: '(?:^|/)(?:tests|benches|examples|fuzz)/|(?:^|/)tests?\\.rs$',
};
