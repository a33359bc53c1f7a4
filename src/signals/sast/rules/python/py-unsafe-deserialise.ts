import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'py-unsafe-deserialise',
  languages: ['python'],
  severity: 'medium',
  cwe: 502,
  message: 'This way to read stored objects can run code that is hidden in them.',
  side: 'added',
  query: `
    ((call function: (attribute object: (identifier) @o attribute: (identifier) @f)) @at
      (#any-of? @o "pickle" "cPickle" "_pickle" "dill" "marshal" "cloudpickle" "jsonpickle")
      (#any-of? @f "load" "loads" "decode" "Unpickler"))
    ((call function: (attribute object: (identifier) @o attribute: (identifier) @f)) @at
      (#eq? @o "shelve") (#eq? @f "open"))
    ((call function: (attribute attribute: (identifier) @f)) @at
      (#eq? @f "read_pickle"))
    ((keyword_argument name: (identifier) @k value: (true)) @at
      (#eq? @k "allow_pickle"))
  `,
};
