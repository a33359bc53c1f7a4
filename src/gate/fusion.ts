import type { Evidence, Finding, Flag, Fusion, FusionTerm, Policy, Severity, SourceWeight } from '../domain/index.ts';
import { countedFindings, modeOf } from './policy.ts';

/** By what name the blind reviewer is weighed, as in a diff's coverage. */
export const REVIEWER = 'reviewer';

/** How far each source counts for one change, by its name. One that is not there counts in full. */
export type Weights = ReadonlyMap<string, SourceWeight>;

const RISK: Readonly<Record<Severity, number>> = { low: 0.1, medium: 0.4, high: 0.9 };

/**
 * A weight as it is used: in three digits, so that what hardly moves decides nothing anew. Whatever counts at all counts
 * for .001 at the least, and a weight that is no number in full.
 */
const threeDigits = (weight: number): number => {
  if (!(weight < 1)) return 1;
  return weight > 0 ? Math.max(0.001, Math.round(weight * 1000) / 1000) : 0;
};

/** The weights that matter by a policy, as they are used, by name of the source. */
export const weightsUsed = (weights: Weights, policy: Policy): readonly SourceWeight[] =>
  [...weights.values()]
    .filter(({ source }) => modeOf(source, policy) === 'blocking')
    .map((each) => ({ ...each, weight: threeDigits(each.weight) }))
    .sort((a, b) => Number(a.source > b.source) - Number(a.source < b.source));

/** The weights that a decision was made with; undefined where none were handed in. */
export const weightsIn = ({ fusion }: Pick<Evidence, 'fusion'>): Weights | undefined =>
  fusion && new Map(fusion.weights.map((each) => [each.source, each]));

/** As what a finding or a flag counts once it is weighed; null for not at all. In full it counts as it was said. */
const countsAs = (risk: number): Severity | null => {
  if (risk >= 0.7) return 'high';
  if (risk >= 0.3) return 'medium';
  return risk > 0 ? 'low' : null;
};

/** Whose word it is: a flag is the reviewer's. */
export const sourceOf = (place: Finding | Flag): string => ('source' in place ? place.source : REVIEWER);

/** How far a source counts: 1 for one that nobody weighs. */
export const weightOf = (source: string, fusion: Fusion | undefined): number =>
  fusion?.weights.find((each) => each.source === source)?.weight ?? 1;

/** Whether it sends the change to a person by itself. */
export const isHigh = (place: Finding | Flag, fusion: Fusion | undefined): boolean =>
  countsAs(RISK[place.severity] * weightOf(sourceOf(place), fusion)) === 'high';

/** What each finding that counts, each flag and the verdict add, in this order. `used`: what `weightsUsed` gives. */
export const termsOf = (
  { findings, verdict }: Pick<Evidence, 'findings' | 'verdict'>,
  policy: Policy,
  used: readonly SourceWeight[],
): readonly FusionTerm[] => {
  const weights = new Map(used.map(({ source, weight }) => [source, weight]));
  const placed = (place: Finding | Flag): FusionTerm => {
    const { severity, file, line } = place;
    const source = sourceOf(place);
    const weight = weights.get(source) ?? 1;
    const raw = RISK[severity];
    const risk = raw * weight;
    const what = 'source' in place ? place.rule : 'flag';
    return { source, what, at: { file, line }, raw, weight, risk, said: severity, counts: countsAs(risk) };
  };
  const places = [...countedFindings(findings, policy), ...(verdict?.flags ?? [])].map(placed);
  if (verdict === null) return places;
  const weight = weights.get(REVIEWER) ?? 1;
  const raw = verdict.contentRisk;
  return [...places, { source: REVIEWER, what: 'verdict', raw, weight, risk: raw * weight, said: null, counts: null }];
};
