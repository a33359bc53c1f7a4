import { SCRIPT } from '../../language.ts';
import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'js-eval',
  languages: SCRIPT,
  severity: 'medium',
  cwe: 95,
  message: 'Text is run as code here, so whoever controls the text controls the program.',
  side: 'added',
  query: `
    ((call_expression function: (identifier) @f arguments: (arguments . [(identifier) (member_expression) (call_expression) (subscript_expression) (await_expression) (binary_expression) (template_string (template_substitution))])) @at
      (#eq? @f "eval"))
    ((call_expression function: (member_expression object: (identifier) @o property: (property_identifier) @f)) @at
      (#eq? @f "eval") (#any-of? @o "window" "globalThis" "global" "self"))
    ((call_expression function: (parenthesized_expression (sequence_expression (identifier) @f .))) @at
      (#eq? @f "eval"))
    ((variable_declarator value: (identifier) @f) @at
      (#eq? @f "eval"))
    ((new_expression constructor: (identifier) @f arguments: (arguments (_))) @at
      (#any-of? @f "Function" "AsyncFunction" "GeneratorFunction"))
    ((call_expression function: (identifier) @f arguments: (arguments (_))) @at
      (#eq? @f "Function"))
    ((call_expression function: [(identifier) @f (member_expression property: (property_identifier) @f)] arguments: (arguments . [(string) (template_string) (binary_expression operator: "+")] . (_))) @at
      (#any-of? @f "setTimeout" "setInterval"))
    ((call_expression function: (member_expression property: (property_identifier) @f)) @at
      (#any-of? @f "runInThisContext" "runInNewContext" "runInContext" "_compile"))
  `,
};
