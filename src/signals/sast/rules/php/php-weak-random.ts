import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'php-weak-random',
  languages: ['php'],
  severity: 'medium',
  cwe: 338,
  message: 'A secret is made with a generator whose next values can be computed from the last ones.',
  side: 'added',
  query: `
    ((assignment_expression left: (_) @n right: (_) @at)
    (#match? @n "(?i:token|secret|passw|nonce|salt|session_?id|otp|api_?key|csrf|reset_?(?:code|key))['\\"\\\\]]{0,2}$") (#match? @at "(?:^|[^a-zA-Z_])(?:mt_rand|rand|uniqid|lcg_value|str_shuffle|array_rand)[(]"))
    ((array_element_initializer . (_) @n . (_) @at)
    (#match? @n "(?i:token|secret|passw|nonce|salt|session_?id|otp|api_?key|csrf|reset_?(?:code|key))['\\"]$") (#match? @at "(?:^|[^a-zA-Z_])(?:mt_rand|rand|uniqid|lcg_value|str_shuffle|array_rand)[(]"))
  `,
};
