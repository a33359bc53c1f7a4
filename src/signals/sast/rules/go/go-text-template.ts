import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'go-text-template',
  languages: ['go'],
  severity: 'low',
  cwe: 79,
  message: 'This kind of template does not escape; in a page, html/template does.',
  side: 'added',
  query: `
((import_spec path: (interpreted_string_literal) @path) @at (#eq? @path "\\"text/template\\""))
  `,
  replaces: `((import_spec path: (interpreted_string_literal) @path) (#eq? @path "\\"html/template\\""))`,
};
