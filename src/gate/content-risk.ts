import type { Cap, Evidence, Finding, Fusion, FusionTerm, GateInputs, Policy, SourceWeight } from '../domain/index.ts';
import { decide } from './decide.ts';
import { REVIEWER, termsOf, type Weights, weightsUsed } from './fusion.ts';

/** What the blind reviewer said, where it said something. */
export type Reviewed = Pick<Evidence, 'verdict' | 'review'>;

/** All caps that follow from the weighing alone. */
export const WEIGHING: ReadonlySet<Cap> = new Set(['source-discounted', 'source-disabled', 'circuit-open']);

type Content = NonNullable<GateInputs['content']>;

/** What the content of a change amounts to. */
export interface Weighed {
  readonly content: Content;
  /** How it came to that; null where nobody weighs sources. */
  readonly fusion: Fusion | null;
  /** What holds the lane because of the weighing, so that it never opens what the same content in full would not. */
  readonly caps: readonly Cap[];
}

/**
 * What the findings and the reviewer's verdict amount to, for the gate: the risk of the gravest one (low .1, medium .4,
 * high .9; 0 without any) or of the verdict, whichever is higher, and every severity as a flag. Findings that the policy
 * takes for advice do not count. A reviewer that pointed at something that is not in the change is not to be relied on:
 * that recommends a review. One more finding or flag never lowers it.
 *
 * `weights`, of the sources that looked at this change, multiply each risk; what is left of a severity is high from .7 on,
 * medium from .3, low above 0, so that a weight of 1 changes nothing. A lower weight never gives the fast lane. Hand in
 * the reviewer's only where one is configured, or has spoken: a source that is switched off holds the lane.
 */
export const contentOf = (
  findings: readonly Finding[],
  policy: Policy,
  reviewed: Reviewed = { verdict: null },
  weights?: Weights,
): Weighed => {
  const said = { findings, verdict: reviewed.verdict };
  if (weights === undefined) return { content: amountOf(termsOf(said, policy, []), reviewed), fusion: null, caps: [] };
  const used = weightsUsed(weights, policy);
  const terms = termsOf(said, policy, used);
  const content = amountOf(terms, reviewed, used);
  const isDiscounted =
    terms.some(({ weight }) => weight < 1) &&
    opensFast(content, policy) &&
    !opensFast(amountOf(termsOf(said, policy, []), reviewed), policy);
  return {
    content,
    fusion: fusionOf(used, terms),
    caps: [...(isDiscounted ? (['source-discounted'] as const) : []), ...sourceCaps(used)],
  };
};

/** With the weights that matter here: of what has said something, is switched off, or has a circuit that is not closed. */
const fusionOf = (used: readonly SourceWeight[], terms: readonly FusionTerm[]): Fusion | null => {
  const said = new Set(terms.map(({ source }) => source));
  const weights = used.filter((each) => said.has(each.source) || each.weight === 0 || isCircuitOpen(each));
  return weights.length === 0 && terms.length === 0 ? null : { weights, terms };
};

const amountOf = (
  terms: readonly FusionTerm[],
  { verdict, review }: Reviewed,
  used: readonly SourceWeight[] = [],
): Content => {
  const isHeard = verdict !== null && !used.some(({ source, weight }) => source === REVIEWER && weight === 0);
  return {
    risk: terms.reduce((most, { risk }) => Math.max(most, risk), 0),
    reviewRecommended: isHeard && (verdict.reviewRecommended || (review?.outcome.droppedFlags ?? 0) > 0),
    flags: terms.map(({ counts }) => counts).filter((counts) => counts !== null),
  };
};

/** Whether the gate lets somebody into the fast lane with it of whom all else speaks well. */
const opensFast = (content: Content, { learned: _, ...policy }: Policy): boolean =>
  decide({ tier: 'public', attested: false, structural: 1, content, guards: [], caps: [] }, policy).lane ===
  'fast_lane';

/** Circuits that are not closed, and sources that count for nothing for another reason. A state unknown here is not closed. */
const sourceCaps = (used: readonly SourceWeight[]): readonly Cap[] => [
  ...(used.some(isSwitchedOff) ? (['source-disabled'] as const) : []),
  ...(used.some(isCircuitOpen) ? (['circuit-open'] as const) : []),
];

/** Whether its circuit with the author is open, or on probation. */
export const isCircuitOpen = ({ circuit = 'CLOSED' }: SourceWeight): boolean => circuit !== 'CLOSED';

/** Whether it counts for nothing, were its circuit closed: somebody decided so. */
export const isSwitchedOff = (each: SourceWeight): boolean => {
  const isDecided = (each.by === 'override' || each.by === 'lock') && each.rate === 0;
  return each.weight === 0 && (isDecided || !isCircuitOpen(each) || each.circuit === 'HALF_OPEN');
};
