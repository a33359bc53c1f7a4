import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'rb-html-unescaped',
  languages: ['ruby'],
  severity: 'medium',
  cwe: 79,
  message: 'A value is put into the page as HTML, so markup in it runs as script in the reader’s browser.',
  side: 'added',
  query: `
    ((call receiver: [(string (interpolation)) (binary operator: "+") (parenthesized_statements) (element_reference) (identifier)] @r method: (identifier) @f) @at
    (#eq? @f "html_safe") (#match? @r "#[{]|[+]|(?:^|[^a-z_])params|body|comment|content|description|title|name|message|text") (#not-match? @r "(?i:sanitize|escape|[.]t[(]|[{]t[( ]|link_to|content_tag|image_tag|tag[.])"))
    ((call !receiver method: (identifier) @f arguments: (argument_list . [(element_reference) (call receiver: (_)) (identifier) (string (interpolation))] @r)) @at
    (#eq? @f "raw") (#match? @r "#[{]|(?:^|[^a-z_])params|body|comment|content|description|title|name|message|text") (#not-match? @r "(?i:sanitize|escape|to_json|link_to|content_tag|image_tag)"))
  `,
};
