import { SCRIPT } from '../../language.ts';
import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'js-html-sink',
  languages: SCRIPT,
  severity: 'medium',
  cwe: 79,
  message: 'A value is put into the page as HTML, so markup in it runs as script in the reader’s browser.',
  side: 'added',
  query: `
    ((assignment_expression left: (member_expression property: (property_identifier) @p) right: [(identifier) (member_expression) (call_expression) (subscript_expression) (await_expression) (binary_expression) (template_string (template_substitution))]) @at
      (#any-of? @p "innerHTML" "outerHTML"))
    ((augmented_assignment_expression left: (member_expression property: (property_identifier) @p) right: [(identifier) (member_expression) (call_expression) (subscript_expression) (await_expression) (binary_expression) (template_string (template_substitution))]) @at
      (#any-of? @p "innerHTML" "outerHTML"))
    ((call_expression function: (member_expression object: (identifier) @o property: (property_identifier) @p) arguments: (arguments . [(identifier) (member_expression) (call_expression) (subscript_expression) (await_expression) (binary_expression) (template_string (template_substitution))])) @at
      (#eq? @o "document") (#any-of? @p "write" "writeln"))
    ((call_expression function: (member_expression property: (property_identifier) @p) arguments: (arguments . (_) . [(identifier) (member_expression) (call_expression) (subscript_expression) (await_expression) (binary_expression) (template_string (template_substitution))])) @at
      (#eq? @p "insertAdjacentHTML"))
  `,
};
