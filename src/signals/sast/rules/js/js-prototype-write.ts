import { SCRIPT } from '../../language.ts';
import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'js-prototype-write',
  languages: SCRIPT,
  severity: 'medium',
  cwe: 1321,
  message: 'Writing to an object’s prototype by name can change every object of the program.',
  side: 'added',
  query: `
    ((assignment_expression left: (subscript_expression index: (string (string_fragment) @p))) @at (#eq? @p "__proto__"))
    ((assignment_expression left: (subscript_expression object: (subscript_expression index: (string (string_fragment) @p)))) @at (#eq? @p "__proto__"))
    ((assignment_expression left: (member_expression object: (member_expression property: (property_identifier) @p))) @at (#eq? @p "__proto__"))
    ((assignment_expression left: (member_expression object: (member_expression object: (identifier) @o property: (property_identifier) @p))) @at
      (#eq? @o "Object") (#eq? @p "prototype"))
  `,
};
