import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'java-weak-random',
  languages: ['java'],
  severity: 'medium',
  cwe: 338,
  message: 'A secret is made with a generator whose next values can be computed from the last ones.',
  side: 'added',
  query: `
    ((variable_declarator name: (identifier) @n value: (_) @at)
    (#match? @n "(?i:token|secret|passw|nonce|salt|session_?id|otp|api_?key|csrf|reset_?(?:code|key)|verification_?code)$") (#match? @at "new Random[(]|Math[.]random[(]|RandomStringUtils[.]|ThreadLocalRandom[.]|(?:^|[^a-zA-Z])random[.]next(?:Int|Long)") (#not-match? @at "[sS]ecure"))
    ((assignment_expression left: (_) @n right: (_) @at)
    (#match? @n "(?i:token|secret|passw|nonce|salt|session_?id|otp|api_?key|csrf|reset_?(?:code|key)|verification_?code)$") (#match? @at "new Random[(]|Math[.]random[(]|RandomStringUtils[.]|ThreadLocalRandom[.]") (#not-match? @at "[sS]ecure"))
  `,
};
