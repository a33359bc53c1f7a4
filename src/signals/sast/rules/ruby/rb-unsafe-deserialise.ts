import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'rb-unsafe-deserialise',
  languages: ['ruby'],
  severity: 'medium',
  cwe: 502,
  message: 'Deserialising this data can create any object, so whoever supplies the data can make the program act.',
  side: 'added',
  query: `
    ((call receiver: (constant) @o method: (identifier) @f arguments: (argument_list . (_) @a)) @at
    (#eq? @o "Marshal") (#any-of? @f "load" "restore") (#not-match? @a "^Marshal[.]dump|^['\\"]"))
    ((call receiver: (constant) @o method: (identifier) @f) @at
    (#any-of? @o "YAML" "Psych") (#any-of? @f "unsafe_load" "unsafe_load_file"))
    ((call receiver: (constant) @o method: (identifier) @f arguments: (argument_list . (_) @a)) @at
    (#any-of? @o "YAML" "Psych") (#any-of? @f "load" "load_documents") (#match? @a "(?:^|[^a-z_])(?:params|request|cookies|body|response)"))
    ((call receiver: (constant) @o method: (identifier) @f arguments: (argument_list (pair key: (hash_key_symbol) @k value: (simple_symbol) @v))) @at
    (#eq? @o "Oj") (#eq? @f "load") (#eq? @k "mode") (#eq? @v ":object"))
  `,
};
