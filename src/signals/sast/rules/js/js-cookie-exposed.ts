import { SCRIPT } from '../../language.ts';
import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'js-cookie-exposed',
  languages: SCRIPT,
  severity: 'medium',
  cwe: 1004,
  message: 'The cookie can be read by scripts, or is sent without encryption, so sessions are easier to steal.',
  side: 'added',
  query: `
    ((pair key: (property_identifier) @k value: (false)) @at (#eq? @k "httpOnly"))
    ((object (pair key: (property_identifier) @k value: (false)) @at) @o
      (#eq? @k "secure") (#match? @o "httpOnly|sameSite|maxAge|cookie"))
  `,
};
