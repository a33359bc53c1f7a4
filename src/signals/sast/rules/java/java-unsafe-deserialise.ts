import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'java-unsafe-deserialise',
  languages: ['java'],
  severity: 'medium',
  cwe: 502,
  message: 'Deserialising this data can create any object, so whoever supplies the data can make the program act.',
  side: 'added',
  query: `
    ((object_creation_expression type: (type_identifier) @t) @at
    (#any-of? @t "ObjectInputStream" "XMLDecoder"))
    ((method_invocation name: (identifier) @at)
    (#any-of? @at "enableDefaultTyping" "activateDefaultTyping" "readUnshared"))
    ((method_invocation object: (_) @o name: (identifier) @f arguments: (argument_list . [(identifier) (field_access) (method_invocation) (binary_expression) (array_access)])) @at
    (#eq? @f "fromXML") (#match? @o "(?i:xstream)"))
    ((method_invocation object: (object_creation_expression type: (type_identifier) @t arguments: (argument_list) @a) name: (identifier) @f) @at
    (#eq? @a "()") (#eq? @t "Yaml") (#match? @f "^load"))
    ((marker_annotation name: (identifier)) @at (#match? @at "^@EnableUnsafeDeserialization"))
    ((annotation name: (identifier) @n arguments: (annotation_argument_list) @a) @at
    (#eq? @n "JsonTypeInfo") (#match? @a "Id[.](?:MINIMAL_)?CLASS"))
  `,
};
