import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'rust-unsafe-added',
  languages: ['rust'],
  severity: 'low',
  cwe: 119,
  message: 'Here the compiler no longer checks that memory is used rightly; a person should.',
  side: 'added',
  query: `
((unsafe_block) @at (#match? @at "^unsafe"))
((impl_item "unsafe") @at (#match? @at "^unsafe"))
  `,
  notPaths: '(?:^|/)(?:tests|benches|examples|fuzz)/|(?:^|/)tests?\\.rs$',
};
