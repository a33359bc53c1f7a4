import { SCRIPT } from '../../language.ts';
import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'js-cors-any-origin',
  languages: SCRIPT,
  severity: 'medium',
  cwe: 942,
  message: 'Every web site may call this with the visitor’s cookies and read the answer.',
  side: 'added',
  query: `
    ((object (pair key: (property_identifier) @a value: [(true) (string)] @v) @at . (pair key: (property_identifier) @b value: (true)))
      (#eq? @a "origin") (#eq? @b "credentials") (#match? @v "^(?:true|['\\"][*]['\\"])$"))
    ((object (pair key: (property_identifier) @a value: [(true) (string)] @v) . (pair key: (property_identifier) @b value: (true)) @at)
      (#eq? @a "origin") (#eq? @b "credentials") (#match? @v "^(?:true|['\\"][*]['\\"])$"))
    ((object (pair key: (property_identifier) @b value: (true)) . (pair key: (property_identifier) @a value: [(true) (string)] @v) @at)
      (#eq? @a "origin") (#eq? @b "credentials") (#match? @v "^(?:true|['\\"][*]['\\"])$"))
  `,
};
