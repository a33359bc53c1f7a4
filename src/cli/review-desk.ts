import { policyOf } from './policy.ts';
import { nowUs, type Surroundings } from './surroundings.ts';
import { analystFor } from './wiring.ts';

/** How it is found out what is to be reviewed, in this configuration. */
export const deskOptions = async ({ config, blobs }: Surroundings) => ({
  analyst: await analystFor(config),
  patches: blobs,
  budgetBytes: policyOf(config).reviewBudgetBytes,
  dayMicros: config.reviewBudget.dayMicros,
  nowUs,
});
