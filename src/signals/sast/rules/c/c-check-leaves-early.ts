import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'c-check-leaves-early',
  languages: ['c', 'cpp'],
  severity: 'high',
  cwe: 287,
  message: 'This function of a check now answers yes before it has checked anything.',
  side: 'added',
  query: `
((function_definition declarator: (function_declarator declarator: (identifier) @name) body: (compound_statement . (return_statement [(number_literal) (true) (identifier)] @value) @at . (_)))
  (#match? @value "^(?:0|1|true|TRUE|OK|CURLE_OK|SUCCESS)$")
  (#match? @name "(?:(?:[Vv]erify|[Aa]uthenticate|[Aa]uthorize|[Aa]uth_check|[Cc]heck_(?:[Ss]ig|[Cc]ert|[Aa]uth|[Pp]ass|[Tt]oken|[Pp]erm|[Aa]ccess|[Hh]ost|[Hh]ash|[Mm]ac)|[Vv]alidate_(?:[Ss]ig|[Cc]ert|[Tt]oken|[Hh]ash|[Mm]ac)))"))
((function_definition declarator: (pointer_declarator declarator: (function_declarator declarator: (identifier) @name)) body: (compound_statement . (return_statement [(number_literal) (null) (identifier)] @value) @at . (_)))
  (#match? @value "^(?:0|NULL)$")
  (#match? @name "(?:[Vv]erify|[Aa]uthenticate|[Aa]uthorize)"))
  `,
  notPaths: '(?:^|/)(?:tests?|unittests?|testdata|fuzz(?:ing)?|examples?)/|(?:^|/)test_[^/]*$',
};
