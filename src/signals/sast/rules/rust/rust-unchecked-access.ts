import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'rust-unchecked-access',
  languages: ['rust'],
  severity: 'medium',
  cwe: 125,
  message: 'A place in memory is used without the check that it lies within.',
  side: 'added',
  query: `
((call_expression function: (field_expression field: (field_identifier) @name) arguments: (arguments) @at)
  (#any-of? @name "get_unchecked" "get_unchecked_mut" "unwrap_unchecked" "slice_unchecked" "set_len"))
((scoped_identifier name: (identifier) @name) @at
  (#any-of? @name "from_raw_parts" "from_raw_parts_mut" "unreachable_unchecked" "from_utf8_unchecked" "from_utf8_unchecked_mut"))
  `,
  notPaths: '(?:^|/)(?:tests|benches|examples|fuzz)/|(?:^|/)tests?\\.rs$',
};
