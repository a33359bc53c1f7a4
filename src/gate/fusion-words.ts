import type { Cap, FusionTerm, SourceWeight } from '../domain/index.ts';
import { isCircuitOpen, isSwitchedOff } from './content-risk.ts';
import { CAP_WORDS } from './decide.ts';
import type { Case } from './explain.ts';
import { REVIEWER } from './fusion.ts';
import { AND, digits, inShort, nearEnd } from './words.ts';

type Given = Pick<Case, 'evidence' | 'inputs'>;

const MOST_NAMED = 5;

const nameOf = (source: string): string => (source === REVIEWER ? 'the reviewer' : `\`${inShort(source)}\``);

/** Two digits, or three where two would say nothing or all. */
const share = (value: number): string => {
  const text = digits(value);
  return (text === '0.00' && value > 0) || (text === '1.00' && value < 1) ? value.toFixed(3) : text;
};

/** Sentences on how content was weighed: why a source counts for less, and term by term; none where all count in full. */
export const fusionSentences = ({ evidence: { fusion }, inputs: { content } }: Given): readonly string[] => {
  if (fusion === undefined || content === null) return [];
  const why = fusion.weights.map(whyWords).filter((words) => words !== null);
  const isWeighed = fusion.weights.some(({ weight }) => weight !== 1) && fusion.terms.length > 0;
  return [
    ...(why.length > 0 ? [`Weighed: ${why.join('; ')}.`] : []),
    ...(isWeighed ? [`Content risk ${digits(content.risk)} is the highest of: ${termsWords(fusion.terms)}.`] : []),
  ];
};

const termsWords = (terms: readonly FusionTerm[]): string => {
  const gravest = terms.toSorted((a, b) => b.risk - a.risk || b.raw - a.raw);
  const rest = terms.length - MOST_NAMED;
  return [...gravest.slice(0, MOST_NAMED).map(termWords), ...(rest > 0 ? [`and ${rest} more`] : [])].join('; ');
};

/** `sast` in a.ts:14, 0.90 × 0.25 = 0.23, which counts as low. */
const termWords = ({ source, what, at, raw, weight, risk, said, counts }: FusionTerm): string => {
  const place = at === undefined ? '' : ` in ${nearEnd(at.file)}:${at.line}`;
  const who = what === 'verdict' ? 'the reviewer’s verdict' : nameOf(source);
  const kept = said === counts ? '' : `, which counts ${counts === null ? 'for nothing' : `as ${counts}`}`;
  return `${who}${place} ${share(raw)} × ${share(weight)} = ${share(risk)}${kept}`;
};

/** Why a source counts for what it does here; null for one that counts in full, without a word on it. */
const whyWords = (each: SourceWeight): string | null => {
  const name = nameOf(each.source);
  if (isSwitchedOff(each)) return `${name} is switched off${isDecided(each) ? ' by a maintainer' : ''}`;
  if (isCircuitOpen(each)) return `the circuit of ${name} with this contributor ${circuitWords(each)}`;
  return each.weight === 1 ? null : `${name} counts for ${share(each.weight)} here: ${groundWords(each)}`;
};

const isDecided = ({ by }: SourceWeight): boolean => by === 'override' || by === 'lock';

const circuitWords = (each: SourceWeight): string => {
  const { circuit, weight } = each;
  const counted = weight === 1 ? 'in full' : `for ${share(weight)}`;
  if (circuit === 'OPEN' && weight === 0) return 'is open, so that it counts for nothing';
  if (circuit === 'OPEN') return `is open, for it let pass what it should have found; what it says counts ${counted}`;
  return circuit === 'HALF_OPEN' ? `is on probation, and it counts ${counted}` : 'is cut off until somebody resets it';
};

/** What the weight goes by. Failures follow from the mean, which is that of Beta(1 + successes, 1 + failures). */
const groundWords = ({ by, rate, observations, contextClass }: SourceWeight): string => {
  // Those of other kinds of changes may count in part.
  const seen = Math.round(observations);
  if (by === 'lock') return 'a maintainer set it so, for good';
  const times = `${seen} verdict${seen === 1 ? '' : 's'}`;
  if (by === 'override') return `a maintainer’s word${seen > 0 ? ` and ${times} since` : ''}`;
  const wrong = Math.min(seen, Math.max(0, Math.round((1 - rate) * (seen + 2) - 1)));
  const where = contextClass === '' ? '' : ` on changes like this one (${inShort(contextClass)})`;
  return `${wrong} of ${times} on what it said${where} found it wrong`;
};

/** The sources that a cap of the weighing is about, to be put behind its words; empty where nothing is known of them. */
export const cappedSources = (cap: Cap, { evidence: { fusion } }: Pick<Case, 'evidence'>): string => {
  const { weights = [], terms = [] } = fusion ?? {};
  const about: Partial<Record<Cap, readonly { readonly source: string }[]>> = {
    'source-discounted': terms.filter(({ weight, raw }) => weight < 1 && raw > 0),
    'source-disabled': weights.filter(isSwitchedOff),
    'circuit-open': weights.filter(isCircuitOpen),
  };
  return AND.format([...new Set(about[cap]?.map(({ source }) => source))].map(nameOf));
};

const CAP_OF: ReadonlyMap<string, Cap> = new Map(
  (['source-discounted', 'source-disabled', 'circuit-open'] as const).map((cap) => [CAP_WORDS[cap], cap]),
);

/** A reason of the gate's with the sources it is about; any other reason as it is. */
export const withSources = (reason: string, given: Pick<Case, 'evidence'>): string => {
  const cap = CAP_OF.get(reason);
  const sources = cap === undefined ? '' : cappedSources(cap, given);
  return sources === '' ? reason : `${reason}: ${sources}`;
};
