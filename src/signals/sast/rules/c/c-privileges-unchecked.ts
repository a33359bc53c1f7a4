import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'c-privileges-unchecked',
  languages: ['c', 'cpp'],
  severity: 'medium',
  cwe: 252,
  message: 'If giving up rights fails here, the program goes on with them.',
  side: 'added',
  query: `
((expression_statement (call_expression function: (identifier) @name) @at)
  (#any-of? @name "setuid" "setgid" "seteuid" "setegid" "setresuid" "setresgid" "setreuid" "setregid" "setgroups" "initgroups"))
  `,
  notPaths: '(?:^|/)(?:tests?|unittests?|testdata|fuzz(?:ing)?|examples?)/|(?:^|/)test_[^/]*$',
};
