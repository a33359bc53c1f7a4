import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'c-memory-made-executable',
  languages: ['c', 'cpp'],
  severity: 'medium',
  cwe: 119,
  message: 'Memory that can be written and run lets written bytes be run as code.',
  side: 'added',
  query: `
((call_expression function: (identifier) @name arguments: (argument_list (binary_expression) @rights)) @at
  (#any-of? @name "mmap" "mprotect" "pkey_mprotect")
  (#match? @rights "PROT_EXEC")
  (#match? @rights "PROT_WRITE"))
((identifier) @at (#eq? @at "PAGE_EXECUTE_READWRITE"))
  `,
  notPaths: '(?:^|/)(?:tests?|unittests?|testdata|fuzz(?:ing)?|examples?)/|(?:^|/)test_[^/]*$',
};
