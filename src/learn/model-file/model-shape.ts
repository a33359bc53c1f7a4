import { z } from 'zod';
import { MODEL_FORMAT, MODEL_SCHEMA } from './model.ts';
import { told } from './refusals.ts';

const share = z.number().min(0).max(1);
const count = z.int().min(0);
const hash = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits');
const name = z.string().min(1).max(64);

/** Microseconds since 1970, up to the year 9999. */
const timeUs = z.int().min(0).max(253_402_300_800_000_000);
const window = z
  .strictObject({ fromUs: timeUs, toUs: timeUs })
  .refine(({ fromUs, toUs }) => fromUs <= toUs, 'must end no earlier than it begins');

const within = (range: z.ZodNumber) =>
  z
    .strictObject({ value: range, low: range, high: range })
    .refine(({ low, high }) => low <= high, 'must have its lower end at or under its upper end');

const point = z.strictObject({ count, predicted: share, observed: share, low: share, high: share });

const metrics = z.strictObject({
  auc: within(share),
  brier: within(share),
  logLoss: within(z.number().min(0)),
  ece: within(share),
  baselines: z.record(name, share).refine((all) => Object.keys(all).length <= 100, 'must be at most 100'),
  reliability: z.array(point).max(1000),
});

const threshold = z
  .strictObject({
    value: share.nullable(),
    target: z.number().gt(0).lt(1),
    confidence: z.number().gt(0).lt(1),
    approved: count,
    bad: count,
    upper: share.nullable(),
    tried: count,
    needed: count.nullable(),
    words: z.string().max(2000),
  })
  .refine(({ approved, bad }) => bad <= approved, 'must have no more bad ones than there are')
  .refine(
    ({ value, upper, target }) => value === null || (upper !== null && upper <= target),
    'must keep its target to have a value',
  );

/** What a model file of either kind says, but for what was learned and its calibration, which are checked where they are made. */
const common = {
  format: z.literal(MODEL_FORMAT),
  schema: z.literal(MODEL_SCHEMA),
  featureHash: z.string().min(1).max(128),
  columns: z
    .array(name)
    .min(1)
    .max(1000)
    .refine((columns) => new Set(columns).size === columns.length, 'must name each column once'),
  window,
  heldOut: window,
  rows: z.strictObject({ fit: count, stop: count, calibrate: count, test: count, testClean: count }),
  metrics,
  threshold,
  isotonic: z.unknown(),
  sha256: hash,
};

type Spans = Readonly<Record<'window' | 'heldOut', z.infer<typeof window>>>;
const isAfter = ({ window: learned, heldOut }: Spans): boolean => heldOut.fromUs >= learned.toUs;
const afterWords = { error: 'must begin after what was learned from', path: ['heldOut'] };

type Counts = { readonly rows: z.infer<typeof common.rows> };
const addsUp = ({ rows }: Counts): boolean => rows.testClean <= rows.test && rows.stop <= rows.fit;
const addsUpWords = { error: 'must count no more in a part than in the whole', path: ['rows'] };

/** A file of boosted trees. */
export const MODEL_SHAPE = z
  .strictObject({ ...common, trees: z.unknown() })
  .refine(isAfter, afterWords)
  .refine(addsUp, addsUpWords);

/** A file of GraphSAGE. */
export const GNN_MODEL_SHAPE = z
  .strictObject({ ...common, sage: z.unknown(), people: z.unknown() })
  .refine(isAfter, afterWords)
  .refine(addsUp, addsUpWords);

/** No more of where it stands, so that there is room for what it is. */
const PLACE_MAX = 80;

/** The first thing that is wrong, where it stands before what it is. */
export const firstIssue = (error: z.ZodError): string => {
  const [issue] = error.issues;
  const path = told(issue?.path.join('.') ?? '', PLACE_MAX);
  return `${path === '' ? '' : `${path}: `}${issue?.message ?? 'is not a model'}`;
};
