import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'rb-called-by-name',
  languages: ['ruby'],
  severity: 'medium',
  cwe: 470,
  message: 'A visitor chooses by name which class or method is used here.',
  side: 'added',
  query: `
    ((call receiver: (_) @r method: (identifier) @f) @at
    (#any-of? @f "constantize" "safe_constantize") (#match? @r "(?:^|[^a-z_])(?:params|request|cookies)(?:[[.]|$)"))
    ((call method: (identifier) @f arguments: (argument_list . (_) @a)) @at
    (#any-of? @f "send" "public_send" "__send__" "const_get" "method" "instance_variable_get" "try") (#match? @a "^(?:params|request|cookies)[[.]|[{](?:params|cookies)[[]"))
    ((call method: (identifier) @f arguments: (argument_list (pair key: (hash_key_symbol) @k value: [(identifier) (element_reference) (string (interpolation)) (call)] @v))) @at
    (#eq? @f "render") (#eq? @k "inline"))
    ((call receiver: (constant) @o method: (identifier) @f arguments: (argument_list . (_) @a)) @at
    (#eq? @o "ERB") (#eq? @f "new") (#match? @a "(?:^|[^a-z_])(?:params|request|cookies)(?:[[.]|$)"))
  `,
};
