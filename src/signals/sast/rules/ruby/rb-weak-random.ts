import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'rb-weak-random',
  languages: ['ruby'],
  severity: 'medium',
  cwe: 338,
  message: 'A secret is made with a generator whose next values can be computed from the last ones.',
  side: 'added',
  query: `
    ((assignment left: (_) @n right: (_) @at)
    (#match? @n "(?i:token|secret|passw|nonce|salt|session_?id|otp|api_?key|csrf|reset_?code|password)$") (#match? @at "(?:^|[^a-zA-Z_.:])(?:Kernel[.])?rand(?:[( ]|$)|(?:^|[^a-zA-Z:])Random[.](?:rand|new)|[.](?:sample|shuffle)(?:[^a-z(]|$|[(][0-9]*[)])") (#not-match? @at "SecureRandom|random:"))
  `,
};
