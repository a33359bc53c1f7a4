import { SCRIPT } from '../../language.ts';
import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'js-shell-command',
  languages: SCRIPT,
  severity: 'medium',
  cwe: 78,
  message: 'A shell command is put together from values, so a value with shell syntax in it runs as a command.',
  side: 'added',
  query: `
    ((call_expression function: (identifier) @f arguments: (arguments . [(template_string (template_substitution)) (binary_expression operator: "+")] @at))
      (#any-of? @f "exec" "execSync" "execAsync" "execPromise"))
    ((call_expression function: (member_expression object: (identifier) @o property: (property_identifier) @f) arguments: (arguments . [(template_string (template_substitution)) (binary_expression operator: "+")] @at))
      (#any-of? @f "exec" "execSync") (#match? @o "^(?i:child_?process|cp|proc|shell|shelljs|sh)$"))
    ((call_expression function: (member_expression property: (property_identifier) @f) arguments: (arguments . [(template_string (template_substitution)) (binary_expression operator: "+")] @at))
      (#eq? @f "execSync"))
    ((call_expression function: (member_expression object: [(call_expression function: (identifier) @r arguments: (arguments . (string) @m)) (parenthesized_expression (await_expression (call_expression function: (import) @r arguments: (arguments . (string) @m))))] property: (property_identifier) @f) arguments: (arguments . [(template_string (template_substitution)) (binary_expression operator: "+")] @at))
      (#eq? @f "exec") (#any-of? @r "require" "import") (#match? @m "child_process"))
    ((call_expression function: (member_expression object: (identifier) property: (property_identifier) @f) arguments: (arguments . [(template_string (template_substitution)) (binary_expression operator: "+")] @at))
      (#eq? @f "exec") (#match? @at "^['\\"\`](?:sudo |sh |bash |cmd |ping |curl |wget |git |rm |cp |mv |tar |npm |npx |node |python3? |cat |ls |kill |chmod |chown |docker |ssh |scp |ffmpeg |convert |unzip |find |grep |echo |/(?:usr/)?s?bin/)"))
  `,
};
