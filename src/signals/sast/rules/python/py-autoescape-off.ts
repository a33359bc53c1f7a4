import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'py-autoescape-off',
  languages: ['python'],
  severity: 'medium',
  cwe: 79,
  message: 'Values are put into the page as HTML, so markup in them runs as script in the reader’s browser.',
  side: 'added',
  query: `
    ((keyword_argument name: (identifier) @k value: (false)) @at
      (#eq? @k "autoescape"))
    ((call function: [(identifier) @f (attribute attribute: (identifier) @f)] arguments: (argument_list . [(identifier) (attribute) (call) (subscript) (binary_operator) (await) (string (interpolation))])) @at
      (#any-of? @f "mark_safe" "Markup" "SafeString"))
  `,
};
