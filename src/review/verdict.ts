import { z } from 'zod';
import type { Flag, Severity, Verdict } from '../domain/index.ts';
import { cut } from './one-line.ts';
import { heldFlags } from './text/held-flags.ts';
import type { Layout } from './text/layout.ts';

const MOST_FLAGS = 50;
const MOST_SUMMARY = 1200;
const MOST_REASON = 600;
const MOST_QUOTE = 400;
const MOST_NOTE = 300;

const words = (most: number) => z.string().transform((text) => cut(text, most));

/** Where something stands, as a model says it: not yet held against the diff. */
export const saidPlace = {
  file: z.string(),
  // Headers have no number: 0 or 1 names them.
  line: z.int().min(0),
  quote: words(MOST_QUOTE),
};

const severity = z.enum(['low', 'medium', 'high']);
const flags = z.array(z.object({ severity, ...saidPlace, reason: words(MOST_REASON) })).max(MOST_FLAGS);
const risk = z.number().min(0).max(1);

/** What `submit_review` is called with. Bounds are checked here, for a strict schema cannot; a long text is cut. */
export const saidVerdict = z.object({
  contentRisk: risk,
  reviewRecommended: z.boolean(),
  flags,
  summary: words(MOST_SUMMARY),
});

/** What `report_part` is called with. */
export const saidReport = z.object({ risk, flags, note: words(MOST_NOTE) });

export type SaidVerdict = z.infer<typeof saidVerdict>;
export type SaidReport = z.infer<typeof saidReport>;

/** What the reader of a part says, its flags held against the diff. */
export interface PartReport {
  readonly risk: number;
  readonly flags: readonly Flag[];
  readonly note: string;
  readonly droppedFlags: number;
}

export interface HeldVerdict {
  readonly verdict: Verdict;
  /** Flags that pointed at nothing in the diff. */
  readonly droppedFlags: number;
}

/** The least risk of what has a flag of this severity. */
const LEAST_RISK: Readonly<Record<Severity, number>> = { low: 0.1, medium: 0.4, high: 0.9 };

/** A risk is never under the level of the flags beside it: where the two disagree, the graver one counts. */
export const liftedRisk = (risk: number, flags: readonly Flag[]): number =>
  flags.reduce((least, flag) => Math.max(least, LEAST_RISK[flag.severity]), risk);

/** A verdict with the flags that the diff bears out, and the risk that these have at least. */
export const heldVerdict = (layout: Layout, said: SaidVerdict): HeldVerdict => {
  const held = heldFlags(layout, said.flags);
  const contentRisk = liftedRisk(said.contentRisk, held.flags);
  return { verdict: { ...said, contentRisk, flags: held.flags }, droppedFlags: held.dropped };
};

/** The same of a part. */
export const heldReport = (layout: Layout, said: SaidReport): PartReport => {
  const { flags: held, dropped } = heldFlags(layout, said.flags);
  return { risk: liftedRisk(said.risk, held), flags: held, note: said.note, droppedFlags: dropped };
};
