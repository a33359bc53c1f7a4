import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'php-xml-entities',
  languages: ['php'],
  severity: 'medium',
  cwe: 611,
  message: 'The XML may name files of this machine or addresses inside its network, which are then read into it.',
  side: 'added',
  query: `
    ((argument [(name) (binary_expression)] @at)
    (#match? @at "(?:^|[^A-Z_])LIBXML_(?:NOENT|DTDLOAD)(?:[^A-Z_]|$)"))
    ((function_call_expression function: (name) @f arguments: (arguments . (argument (boolean) @v) .)) @at
    (#eq? @f "libxml_disable_entity_loader") (#match? @v "^(?i:false)$"))
  `,
};
