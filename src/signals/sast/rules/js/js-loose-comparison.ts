import { SCRIPT } from '../../language.ts';
import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'js-loose-comparison',
  languages: SCRIPT,
  severity: 'medium',
  cwe: 1024,
  message:
    'A strict comparison of something secret or privileged becomes a loose one, for which different things can be equal.',
  side: 'added',
  query: `
    ((binary_expression left: (_) @l operator: "==" right: (_) @r) @at
      (#match? @at "(?i:token|passw|secret|hash|signature|hmac|digest|role|admin|nonce)") (#not-match? @at "null|undefined"))
  `,
  replaces: `
    ((binary_expression operator: "===") @b (#match? @b "(?i:token|passw|secret|hash|signature|hmac|digest|role|admin|nonce)"))
  `,
};
