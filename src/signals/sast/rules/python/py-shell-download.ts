import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'py-shell-download',
  languages: ['python'],
  severity: 'high',
  cwe: 494,
  message: 'A script is fetched from the network and run by a shell at once, so nobody can review what runs.',
  side: 'added',
  query: `
    ((call function: (attribute attribute: (identifier) @f) arguments: (argument_list . [(string) (binary_operator)] @at))
      (#any-of? @f "system" "popen" "run" "call" "check_call" "check_output" "Popen" "getoutput")
      (#match? @at "(?:curl|wget)[^|\\n]{1,300}[|] {0,4}(?:sudo )?(?:(?:ba|z|da)?sh|python3?)(?:[^a-zA-Z]|$)"))
  `,
};
