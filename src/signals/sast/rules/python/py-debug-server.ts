import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'py-debug-server',
  languages: ['python'],
  severity: 'medium',
  cwe: 489,
  message: 'The debugger of the web server lets whoever reaches it run code.',
  side: 'added',
  query: `
    ((call function: (attribute attribute: (identifier) @f) arguments: (argument_list (keyword_argument name: (identifier) @k value: (true)) @at))
      (#any-of? @f "run" "run_simple") (#any-of? @k "debug" "use_debugger"))
  `,
};
