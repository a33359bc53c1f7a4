import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'c-runs-before-main',
  languages: ['c', 'cpp'],
  severity: 'medium',
  cwe: 506,
  message: 'This runs before the program itself starts, a place where code is easily hidden.',
  side: 'added',
  query: `
((attribute_specifier (argument_list (call_expression function: (identifier) @name) @at)) (#match? @name "^(?:__)?ifunc(?:__)?$"))
((attribute_specifier (argument_list (identifier) @at)) (#match? @at "^(?:__)?constructor(?:__)?$"))
((attribute_specifier (argument_list (call_expression function: (identifier) @name) @at)) (#match? @name "^(?:__)?constructor(?:__)?$"))
  `,
  notPaths: '(?:^|/)(?:tests?|unittests?|testdata|fuzz(?:ing)?|examples?)/|(?:^|/)test_[^/]*$',
};
