import { SCRIPT } from '../../language.ts';
import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'js-token-expiry-ignored',
  languages: SCRIPT,
  severity: 'medium',
  cwe: 613,
  message: 'Tokens are accepted after they expired, so a stolen one is good for ever.',
  side: 'added',
  query: `
    ((pair key: (property_identifier) @k value: (true)) @at (#eq? @k "ignoreExpiration"))
  `,
};
