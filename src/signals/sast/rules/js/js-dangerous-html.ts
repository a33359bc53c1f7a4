import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'js-dangerous-html',
  languages: ['javascript', 'tsx'],
  severity: 'medium',
  cwe: 79,
  message:
    'React is told to put a value into the page as HTML, so markup in it runs as script in the reader’s browser.',
  side: 'added',
  query: `
    ((jsx_attribute (property_identifier) @k) @at (#eq? @k "dangerouslySetInnerHTML"))
    ((pair key: (property_identifier) @k) @at (#eq? @k "__html"))
  `,
};
