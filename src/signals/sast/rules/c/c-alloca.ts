import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'c-alloca',
  languages: ['c', 'cpp'],
  severity: 'low',
  cwe: 770,
  message: 'Memory of a size known only as the program runs is taken from the stack, which it may overrun.',
  side: 'added',
  query: `
((call_expression function: (identifier) @name arguments: (argument_list . [(identifier) (binary_expression) (call_expression) (field_expression)])) @at
  (#any-of? @name "alloca" "_alloca" "__builtin_alloca" "strdupa"))
  `,
  notPaths: '(?:^|/)(?:tests?|unittests?|testdata|fuzz(?:ing)?|examples?)/|(?:^|/)test_[^/]*$',
};
