import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'py-xml-entities',
  languages: ['python'],
  severity: 'medium',
  cwe: 611,
  message: 'The parser follows what a document refers to, so a document can read local files or reach other machines.',
  side: 'added',
  query: `
    ((keyword_argument name: (identifier) @k value: (true)) @at
      (#any-of? @k "resolve_entities" "load_dtd"))
    ((keyword_argument name: (identifier) @k value: (false)) @at
      (#any-of? @k "no_network" "forbid_dtd" "forbid_entities" "forbid_external"))
    ((call function: (attribute attribute: (identifier) @f) arguments: (argument_list . (_) @k . (true))) @at
      (#eq? @f "setFeature") (#match? @k "external_(?:ges|pes)"))
  `,
};
