import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'py-http-credentials',
  languages: ['python'],
  severity: 'medium',
  cwe: 319,
  message: 'A password is sent to this address without encryption, and stands in the code.',
  side: 'added',
  query: `
    ((string) @at (#match? @at "http://[^/@: \\"']{1,60}:[^/@ \\"']{1,60}@(?!localhost|127[.]|proxy|example|host)"))
  `,
};
