import type { Finding, Flag, Severity } from '../domain/index.ts';
import { contentOf } from './content-risk.ts';
import type { Case } from './explain.ts';
import { sourceOf, weightOf, weightsIn } from './fusion.ts';
import type { Imagined, Move } from './imagined.ts';
import { countedFindings } from './policy.ts';
import { AND, digits, nearEnd } from './words.ts';

const SEVERITIES: readonly Severity[] = ['high', 'medium', 'low'];

/**
 * What the author can change in the diff. Findings of one severity, by sources that count alike, weigh alike, so that either
 * all of them hold a lane or none does: they are one move. The reviewer's own risk goes with the last of its flags; without flags it is a move itself.
 */
export const placeMoves = (given: Case): readonly Move[] => {
  if (given.inputs.content === null) return [];
  const counted = countedFindings(given.evidence.findings, given.policy);
  const flags = given.evidence.verdict?.flags ?? [];
  return [
    ...SEVERITIES.flatMap((severity) => resolving(counted, severity, given)),
    ...SEVERITIES.flatMap((severity) => resolving(flags, severity, given)),
    ...judgement(given),
  ];
};

const resolving = (places: readonly (Finding | Flag)[], severity: Severity, given: Case): Move[] => {
  const { fusion } = given.evidence;
  const alike = Map.groupBy(
    places.filter((place) => place.severity === severity),
    (place) => weightOf(sourceOf(place), fusion),
  );
  return [...alike].sort(([a], [b]) => b - a).map(([, resolves]) => resolvingAll(resolves, given));
};

const resolvingAll = (resolves: readonly (Finding | Flag)[], given: Case): Move => {
  const gone = new Set(resolves);
  return {
    who: 'author',
    does: resolvingWords(resolves),
    resolves,
    apply: (now) => {
      const left = now.verdict?.flags.filter((flag) => !gone.has(flag)) ?? [];
      const verdict =
        now.verdict === null || (left.length === 0 && now.verdict.flags.length > 0)
          ? null
          : { ...now.verdict, flags: left };
      return weighed({ ...now, findings: now.findings.filter((finding) => !gone.has(finding)), verdict }, given);
    },
  };
};

/** The content weighed anew from what is left of it. */
const weighed = (now: Imagined, { policy, evidence }: Case): Imagined => {
  const { review } = evidence;
  const reviewed = { verdict: now.verdict, ...(review === undefined || now.verdict === null ? {} : { review }) };
  const { content, caps: held } = contentOf(now.findings, policy, reviewed, weightsIn(evidence));
  // The other caps of the weighing are about the sources, whatever they found.
  const others = now.inputs.caps.filter((cap) => cap !== 'source-discounted');
  const caps = held.includes('source-discounted') ? [...others, 'source-discounted' as const] : others;
  return { ...now, inputs: { ...now.inputs, content, caps } };
};

const judgement = (given: Case): Move[] => {
  const { verdict } = given.evidence;
  if (verdict === null || verdict.flags.length > 0) return [];
  const risk = verdict.contentRisk > 0 ? ` (now ${digits(verdict.contentRisk)}; its summary says why)` : '';
  return [
    {
      who: 'author',
      does: `a new round in which the blind reviewer sees no such risk${risk}`,
      apply: (now) => weighed({ ...now, verdict: null }, given),
    },
  ];
};

/** `resolving the secret in config.ts:14 and what the blind reviewer flags in a.py:1`. */
export const resolvingWords = (places: readonly (Finding | Flag)[]): string => {
  const groups = Map.groupBy(places, nounOf);
  return `resolving ${AND.format([...groups].map(([noun, group]) => groupWords(noun, group)))}`;
};

/** What a finding is called by whoever has to mend it; null for a flag of the reviewer's. */
const nounOf = (place: Finding | Flag): string | null =>
  'source' in place ? (NOUNS.get(place.source) ?? 'finding') : null;

const NOUNS: ReadonlyMap<string, string> = new Map([
  ['secrets', 'secret'],
  ['dependencies', 'dependency'],
]);

const MOST_NAMED = 3;

const groupWords = (noun: string | null, group: readonly (Finding | Flag)[]): string => {
  const places = [...new Set(group.map(placeWords))];
  const named = places.slice(0, places.length > MOST_NAMED + 1 ? MOST_NAMED : places.length);
  const rest = places.length - named.length;
  const where = AND.format(rest > 0 ? [...named, `${rest} more places`] : named);
  if (noun === null) return `what the blind reviewer flags in ${where}`;
  const many = noun === 'dependency' ? 'dependencies' : `${noun}s`;
  return group.length === 1 ? `the ${noun} in ${where}` : `the ${group.length} ${many} in ${where}`;
};

/** Findings about the discussion name no file. */
const placeWords = ({ file, line }: Finding | Flag): string =>
  file === '(discussion)' ? 'the discussion' : `${nearEnd(file)}:${line}`;
