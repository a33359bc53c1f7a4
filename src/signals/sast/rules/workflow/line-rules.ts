import type { LineRule } from '../../workflow/line-rule.ts';
import { CONFIG_RULES } from './config-rules.ts';
import { INTRUSION_RULES } from './intrusion-rules.ts';
import { RECIPE_RULES } from './recipe-rules.ts';
import { SCRIPT_RULES } from './script-rules.ts';
import { SOURCE_RULES } from './source-rules.ts';
import { WORKFLOW_RULES } from './workflow-rules.ts';

/** Every rule about a line of a workflow, script, build recipe or source file. */
export const LINE_RULES: readonly LineRule[] = [
  ...WORKFLOW_RULES,
  ...SCRIPT_RULES,
  ...RECIPE_RULES,
  ...SOURCE_RULES,
  ...INTRUSION_RULES,
  ...CONFIG_RULES,
];
