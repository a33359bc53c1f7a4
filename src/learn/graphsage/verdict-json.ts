import { z } from 'zod';
import { type Comparison, rulingOf, type SageVerdict } from './ruling.ts';
import { LEAST_SEEDS } from './verdict.ts';

const share = z.number().min(0).max(1);
const difference = z.number().min(-1).max(1);
const count = z.int().min(0);
const quality = { auc: share.nullable(), logLoss: z.number().min(0).nullable() };
const margin = {
  margin: difference.nullable(),
  interval: z
    .strictObject({ low: difference, high: difference })
    .refine(({ low, high }) => low <= high, 'must have its lower end at or under its upper end')
    .nullable(),
};
const seed = z.strictObject({ seed: z.int(), ...quality, ...margin, wins: z.boolean() });
const schema = z.strictObject({
  wins: z.boolean(),
  ...margin,
  stable: z.boolean(),
  served: z.boolean(),
  seeds: z.array(seed).min(LEAST_SEEDS).max(1000),
  figures: z.strictObject({
    rows: count,
    clean: count,
    trees: z.strictObject(quality),
    sage: z.strictObject(quality),
    spread: share.nullable(),
  }),
});

/**
 * A verdict from JSON that anybody may have written, or in words what is wrong with it. Never throws. What it says must
 * follow from its own figures: a win without them, or against them, is refused.
 */
export const gnnVerdictFromJson = (json: unknown): SageVerdict | string => {
  const read = schema.safeParse(json);
  if (!read.success) {
    const [issue] = read.error.issues;
    return `the verdict is not one: ${issue?.path.join('.') || 'as a whole'}: ${issue?.message ?? 'wrong'}`;
  }
  const { data } = read;
  const problem = contradictionIn(data);
  if (problem !== null) return `the verdict contradicts itself: ${problem}`;
  const ruling = rulingOf(data);
  for (const name of ['wins', 'stable', 'served'] as const) {
    if (data[name] !== ruling[name]) return `the verdict says ${name}: ${data[name]}, which its figures do not`;
  }
  const other = ruling.seeds.find(({ wins }, at) => wins !== data.seeds[at]?.wins);
  return other ? `the verdict says of seed ${other.seed} what its figures do not` : ruling;
};

/** As far as sums of doubles in another order may be apart. */
const ROUNDING = 1e-9;

/** What two of its figures say otherwise of one thing; null when nothing. */
const contradictionIn = ({ margin: all, interval, seeds, figures }: Comparison): string | null => {
  const { rows, clean, trees, sage, spread } = figures;
  if (clean > rows) return 'more clean ones than there are';
  if (new Set(seeds.map((each) => each.seed)).size < seeds.length) return 'a seed twice';
  const aucs = seeds.map(({ auc }) => auc ?? Number.NaN);
  const losses = seeds.map(({ logLoss }) => logLoss ?? Number.NaN);
  const [auc, loss] = [aucs, losses].map((each) => each.reduce((sum, value) => sum + value, 0) / each.length);
  if (!isSame(sage.auc, auc) || !isSame(sage.logLoss, loss))
    return "GraphSAGE's figures are not the mean of its seeds'";
  if (!isSame(spread, Math.max(...aucs) - Math.min(...aucs))) return 'the spread is not that of its seeds';
  const treesAuc = trees.auc ?? Number.NaN;
  const margins = [{ margin: all, auc: sage.auc, interval }, ...seeds];
  if (!margins.every((each) => isSame(each.margin, (each.auc ?? Number.NaN) - treesAuc))) {
    return 'a margin is not the difference of its AUCs';
  }
  return margins.some((each) => each.margin === null && each.interval !== null)
    ? 'an interval without its margin'
    : null;
};

/** Null stands for NaN. */
const isSame = (said: number | null, found: number | undefined): boolean =>
  said === null || found === undefined || Number.isNaN(found)
    ? said === null && (found === undefined || Number.isNaN(found))
    : Math.abs(said - found) <= ROUNDING;
