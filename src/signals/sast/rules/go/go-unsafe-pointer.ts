import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'go-unsafe-pointer',
  languages: ['go'],
  severity: 'low',
  cwe: 119,
  message: 'An unsafe.Pointer goes around the checks that keep memory whole.',
  side: 'added',
  query: `
((selector_expression operand: (identifier) @package field: (field_identifier) @name) @at
  (#eq? @package "unsafe") (#any-of? @name "Pointer" "Slice" "String" "Add"))
((qualified_type package: (package_identifier) @package name: (type_identifier) @name) @at
  (#eq? @package "unsafe") (#eq? @name "Pointer"))
  `,
  notPaths: '_test\\.go$|(?:^|/)(?:testdata|testutils?|tests?)/',
};
