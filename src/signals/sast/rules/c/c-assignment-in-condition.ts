import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'c-assignment-in-condition',
  languages: ['c', 'cpp'],
  severity: 'medium',
  cwe: 481,
  message: 'A condition sets a value where it seems to compare one.',
  side: 'added',
  query: `
((binary_expression (parenthesized_expression (assignment_expression left: [(identifier) (field_expression)] operator: "=" right: (number_literal) @value)) @at) (#match? @value "^[0-9]"))
((if_statement condition: (_ (assignment_expression left: [(identifier) (field_expression)] operator: "=" right: (number_literal) @value)) @at) (#match? @value "^[0-9]"))
  `,
  notPaths: '(?:^|/)(?:tests?|unittests?|testdata|fuzz(?:ing)?|examples?)/|(?:^|/)test_[^/]*$',
};
