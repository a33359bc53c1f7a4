import { SCRIPT } from '../../language.ts';
import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'js-message-to-any-origin',
  languages: SCRIPT,
  severity: 'low',
  cwe: 346,
  message: 'The message goes to whatever page is open in the window, also to a hostile one.',
  side: 'added',
  query: `
    ((call_expression function: (member_expression property: (property_identifier) @f) arguments: (arguments (_) . (string (string_fragment) @o))) @at
      (#eq? @f "postMessage") (#eq? @o "*"))
  `,
};
