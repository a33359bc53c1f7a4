import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'py-runs-at-install',
  languages: ['python'],
  severity: 'medium',
  cwe: 506,
  message: 'This runs on every machine that installs the package, before anybody can look at it.',
  side: 'added',
  query: `
    ((call function: (attribute object: (identifier) @o attribute: (identifier) @f)) @at
      (#any-of? @o "os" "subprocess" "requests" "socket" "urllib" "ctypes")
      (#any-of? @f "system" "popen" "run" "call" "Popen" "check_call" "check_output" "get" "post" "socket" "urlopen" "execv" "spawnl"))
    ((call function: [(identifier) @f (attribute attribute: (identifier) @f)]) @at
      (#any-of? @f "urlopen" "urlretrieve" "exec" "eval"))
    ((keyword_argument name: (identifier) @k) @at
      (#eq? @k "cmdclass"))
  `,
  paths: '(?:^|/)setup[.]py$',
};
