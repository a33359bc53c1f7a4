import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'php-unsafe-deserialise',
  languages: ['php'],
  severity: 'medium',
  cwe: 502,
  message: 'Deserialising this data can create any object, so whoever supplies the data can make the program act.',
  side: 'added',
  query: `
    ((function_call_expression function: (name) @f arguments: (arguments . (argument [(variable_name) (member_access_expression) (subscript_expression) (function_call_expression) (member_call_expression) (scoped_call_expression) (encapsed_string (variable_name)) (encapsed_string (member_access_expression)) (encapsed_string (subscript_expression)) (binary_expression operator: ["." "??"]) (conditional_expression)]))) @at
    (#eq? @f "unserialize") (#not-match? @at "allowed_classes|(?i:serialize[(] *serialize[(])"))
    ((function_call_expression function: (name) @f arguments: (arguments . (argument [(variable_name) (member_access_expression) (subscript_expression) (function_call_expression) (member_call_expression) (scoped_call_expression) (encapsed_string (variable_name)) (encapsed_string (member_access_expression)) (encapsed_string (subscript_expression)) (binary_expression operator: ["." "??"]) (conditional_expression)] @v))) @at
    (#any-of? @f "yaml_parse" "igbinary_unserialize" "msgpack_unpack") (#match? @v "[$]_(?:GET|POST|REQUEST|COOKIE)|php://input"))
  `,
};
