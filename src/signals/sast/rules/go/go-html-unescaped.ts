import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'go-html-unescaped',
  languages: ['go'],
  severity: 'medium',
  cwe: 79,
  message: 'Text is marked as safe HTML or script and shown without escaping.',
  side: 'added',
  query: `
((call_expression
  function: (selector_expression operand: (identifier) @package field: (field_identifier) @name)
  arguments: (argument_list . [(identifier) (selector_expression) (call_expression) (binary_expression) (index_expression)])) @at
  (#eq? @package "template")
  (#any-of? @name "HTML" "JS" "URL" "HTMLAttr" "CSS" "JSStr" "Srcset"))
((type_conversion_expression type: (qualified_type package: (package_identifier) @package name: (type_identifier) @name)) @at
  (#eq? @package "template")
  (#any-of? @name "HTML" "JS" "URL" "HTMLAttr" "CSS" "JSStr" "Srcset"))
  `,
  notPaths: '_test\\.go$|(?:^|/)(?:testdata|testutils?|tests?)/',
};
