import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'py-eval-decoded',
  languages: ['python'],
  severity: 'high',
  cwe: 506,
  message: 'Text is decoded or fetched and run as code at once: this is how malicious code hides from readers.',
  side: 'added',
  query: `
    ((call function: (identifier) @f arguments: (argument_list . (_) @x)) @at
      (#any-of? @f "exec" "eval") (#match? @x "(?i:b64decode|b32decode|a85decode|unhexlify|fromhex|decompress|decrypt|marshal[.]loads|urlopen|requests[.]get|rot_?13)"))
  `,
};
