import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'py-extract-all',
  languages: ['python'],
  severity: 'medium',
  cwe: 22,
  message: 'An archive is unpacked without a filter, so a name in it can point outside the folder.',
  side: 'added',
  query: `
    ((call function: (attribute object: (_) @o attribute: (identifier) @f)) @at
      (#eq? @f "extractall") (#match? @o "(?i:tar|tf$|tgz)") (#not-match? @at "filter"))
    ((call function: (attribute object: (_) @o attribute: (identifier) @f)) @at
      (#eq? @f "unpack_archive") (#not-match? @at "filter"))
  `,
};
