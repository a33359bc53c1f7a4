import { SCRIPT } from '../../language.ts';
import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'js-eval-decoded',
  languages: SCRIPT,
  severity: 'high',
  cwe: 506,
  message: 'Text is decoded or decrypted and run as code at once: this is how malicious code hides from readers.',
  side: 'added',
  query: `
    ((call_expression function: (identifier) @f arguments: (arguments . (_) @x)) @at
      (#any-of? @f "eval" "Function") (#match? @x "atob[(]|Buffer[.]from[(]|(?i:decode|decrypt|decipher|inflate|gunzip|unescape[(]|fromCharCode)"))
    ((new_expression constructor: (identifier) @f arguments: (arguments (_) @x)) @at
      (#eq? @f "Function") (#match? @x "atob[(]|Buffer[.]from[(]|(?i:decode|decrypt|decipher|inflate|gunzip|unescape[(]|fromCharCode)"))
    ((call_expression function: (member_expression property: (property_identifier) @f) arguments: (arguments . (_) @x)) @at
      (#any-of? @f "_compile" "runInThisContext" "runInNewContext" "eval") (#match? @x "atob[(]|Buffer[.]from[(]|(?i:decode|decrypt|decipher|inflate|gunzip|unescape[(]|fromCharCode)"))
  `,
};
