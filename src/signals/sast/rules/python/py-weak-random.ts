import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'py-weak-random',
  languages: ['python'],
  severity: 'medium',
  cwe: 338,
  message: 'A secret is made with a generator whose next values can be computed from the last ones.',
  side: 'added',
  query: `
    ((assignment left: (_) @n right: [(call) (binary_operator) (string (interpolation))] @at)
      (#match? @n "(?i:token|secret|passw|nonce|salt|session_?id|otp|api_?key|csrf|verifier)") (#match? @at "(?:^|[^a-zA-Z_.])random[.](?:choice|choices|randint|random|sample|getrandbits|randrange|randbytes)[(]"))
    ((keyword_argument name: (identifier) @n value: [(call) (binary_operator) (string (interpolation))] @at)
      (#match? @n "(?i:token|secret|passw|nonce|salt|session_?id|otp|api_?key|csrf|verifier)") (#match? @at "(?:^|[^a-zA-Z_.])random[.](?:choice|choices|randint|random|sample|getrandbits|randrange|randbytes)[(]"))
  `,
};
