import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'py-environment-serialised',
  languages: ['python'],
  severity: 'medium',
  cwe: 526,
  message: 'The whole environment, with every secret in it, is turned into text.',
  side: 'added',
  query: `
    ((call function: [(identifier) @f (attribute attribute: (identifier) @f)] arguments: (argument_list . [(call) (attribute)] @e)) @at
      (#any-of? @f "dumps" "str" "repr" "urlencode") (#match? @e "^(?:dict[(])?os[.]environ(?:[.]copy[(][)])?[)]?$"))
    ((keyword_argument name: (identifier) @k value: [(call) (attribute)] @e) @at
      (#any-of? @k "json" "data" "params") (#match? @e "^(?:dict[(])?os[.]environ(?:[.]copy[(][)])?[)]?$"))
  `,
};
