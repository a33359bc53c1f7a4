import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'c-format-not-literal',
  languages: ['c', 'cpp'],
  severity: 'medium',
  cwe: 134,
  message: 'A text that is no constant is taken for a format; its author can read and write memory with it.',
  side: 'added',
  query: `
((call_expression function: (identifier) @name arguments: (argument_list . [(identifier) (field_expression) (subscript_expression) (pointer_expression)] @format .)) @at
  (#any-of? @name "printf" "vprintf" "wprintf" "warn" "warnx" "printk"))
((call_expression function: (identifier) @name arguments: (argument_list . (_) . [(identifier) (field_expression) (subscript_expression)] @format .)) @at
  (#any-of? @name "fprintf" "dprintf" "syslog" "err" "errx" "asprintf" "wprintw"))
  `,
  notPaths: '(?:^|/)(?:tests?|unittests?|testdata|fuzz(?:ing)?|examples?)/|(?:^|/)test_[^/]*$',
};
