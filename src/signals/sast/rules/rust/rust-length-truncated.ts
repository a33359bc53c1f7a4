import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'rust-length-truncated',
  languages: ['rust'],
  severity: 'low',
  cwe: 197,
  message: 'A length is cut to a smaller type, so that a large one passes for a small one.',
  side: 'added',
  query: `
((type_cast_expression value: (call_expression function: (field_expression field: (field_identifier) @name)) type: (primitive_type) @type) @at
  (#eq? @name "len") (#any-of? @type "u8" "u16" "i8" "i16"))
  `,
  notPaths: '(?:^|/)(?:tests|benches|examples|fuzz)/|(?:^|/)tests?\\.rs$',
};
