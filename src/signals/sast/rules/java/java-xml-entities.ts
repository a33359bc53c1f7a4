import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'java-xml-entities',
  languages: ['java'],
  severity: 'medium',
  cwe: 611,
  message: 'The XML may name files of this machine or addresses inside its network, which are then read into it.',
  side: 'added',
  query: `
    ((method_invocation name: (identifier) @f arguments: (argument_list . (string_literal) @k . (false))) @at
    (#any-of? @f "setFeature" "setProperty") (#match? @k "disallow-doctype-decl|secure-processing"))
    ((method_invocation name: (identifier) @f arguments: (argument_list . (_) @k . (true))) @at
    (#any-of? @f "setFeature" "setProperty") (#match? @k "external-(?:general|parameter)-entities|load-external-dtd|IS_SUPPORTING_EXTERNAL_ENTITIES|isSupportingExternalEntities"))
    ((method_invocation name: (identifier) @f arguments: (argument_list . (field_access) @k . (false))) @at
    (#eq? @f "setFeature") (#match? @k "FEATURE_SECURE_PROCESSING"))
    ((method_invocation name: (identifier) @f arguments: (argument_list . (true) .)) @at
    (#eq? @f "setExpandEntityReferences"))
  `,
};
