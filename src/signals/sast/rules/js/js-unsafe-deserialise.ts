import { SCRIPT } from '../../language.ts';
import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'js-unsafe-deserialise',
  languages: SCRIPT,
  severity: 'medium',
  cwe: 502,
  message: 'This way to read stored objects can run code that is hidden in them.',
  side: 'added',
  query: `
    ((call_expression function: (member_expression object: (_) @o property: (property_identifier) @f)) @at
      (#eq? @f "unserialize"))
    ((call_expression function: (identifier) @f arguments: (arguments . (string (string_fragment) @m))) @at
      (#eq? @f "require") (#any-of? @m "node-serialize" "serialize-to-js" "funcster"))
    ((import_statement source: (string (string_fragment) @m)) @at
      (#any-of? @m "node-serialize" "serialize-to-js" "funcster"))
    ((call_expression function: (member_expression object: (identifier) @o property: (property_identifier) @f)) @at
      (#eq? @o "v8") (#eq? @f "deserialize"))
  `,
};
