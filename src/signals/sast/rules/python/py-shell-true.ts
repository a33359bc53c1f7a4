import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'py-shell-true',
  languages: ['python'],
  severity: 'medium',
  cwe: 78,
  message: 'The command runs through a shell, which gives a meaning to every special character in its arguments.',
  side: 'added',
  query: `
    ((keyword_argument name: (identifier) @k value: [(true) (integer) (parenthesized_expression) (not_operator) (call)] @v) @at
      (#eq? @k "shell") (#match? @v "^[( ]*(?:True|1|not False|not 0|not None|bool[(](?:1|True)[)])[) ]*$"))
    ((dictionary_splat (dictionary (pair key: (string (string_content) @k) value: [(true) (integer)] @v) @at))
      (#eq? @k "shell") (#any-of? @v "True" "1"))
  `,
};
