import { SCRIPT } from '../../language.ts';
import type { Rule } from '../../rule.ts';

export const rule: Rule = {
  id: 'js-shell-download',
  languages: SCRIPT,
  severity: 'high',
  cwe: 494,
  message: 'A script is fetched from the network and run by a shell at once, so nobody can review what runs.',
  side: 'added',
  query: `
    ((call_expression function: [(identifier) @f (member_expression property: (property_identifier) @f)] arguments: (arguments . [(string) (template_string)] @at))
      (#any-of? @f "exec" "execSync" "spawn" "spawnSync" "execAsync")
      (#match? @at "(?:curl|wget|iwr|Invoke-WebRequest)[^|\\n]{1,300}[|] {0,4}(?:sudo )?(?:ba|z|da)?(?:sh|iex|node|python3?)(?:[^a-zA-Z]|$)"))
  `,
};
