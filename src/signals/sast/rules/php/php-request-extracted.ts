import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'php-request-extracted',
  languages: ['php'],
  severity: 'medium',
  cwe: 621,
  message: 'Each field that a visitor sends becomes a variable here, and may overwrite one that the program relies on.',
  side: 'added',
  query: `
    ((function_call_expression function: (name) @f arguments: (arguments . (argument (variable_name) @v))) @at
    (#eq? @f "extract") (#match? @v "^[$](?:_(?:GET|POST|REQUEST|COOKIE|FILES)|HTTP_(?:GET|POST)_VARS)"))
    ((function_call_expression function: (name) @f arguments: (arguments . (argument (_)) .)) @at
    (#any-of? @f "parse_str" "mb_parse_str"))
    ((dynamic_variable_name) @at (#match? @at "^[$][{]?[$]_(?:GET|POST|REQUEST)"))
  `,
};
