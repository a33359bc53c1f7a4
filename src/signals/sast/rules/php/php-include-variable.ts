import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'php-include-variable',
  languages: ['php'],
  severity: 'medium',
  cwe: 98,
  message: 'Which file is included as code depends on a value, so whoever sets the value chooses the code.',
  side: 'added',
  query: `
    ([(include_expression [(variable_name) (subscript_expression) (parenthesized_expression [(variable_name) (subscript_expression)])] @v) (include_once_expression [(variable_name) (subscript_expression) (parenthesized_expression [(variable_name) (subscript_expression)])] @v) (require_expression [(variable_name) (subscript_expression) (parenthesized_expression [(variable_name) (subscript_expression)])] @v) (require_once_expression [(variable_name) (subscript_expression) (parenthesized_expression [(variable_name) (subscript_expression)])] @v)] @at
    (#match? @v "(?i:page|module|action|view|lang|locale|url|path|name|param|input|request|theme|plugin|tpl|template|section)"))
    ([(include_expression (_) @v) (include_once_expression (_) @v) (require_expression (_) @v) (require_once_expression (_) @v)] @at
    (#match? @v "^[(]?['\\"][^'\\"]{0,80}(?:['\\"] {0,2}[.] {0,2}[$]|[{]?[$])"))
  `,
};
