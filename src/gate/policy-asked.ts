import type { Explanation, Policy, RepoPolicy } from '../domain/index.ts';
import type { Case } from './explain.ts';
import { modeOf } from './policy.ts';
import { AND, inShort } from './words.ts';

type PolicyAsked = NonNullable<Explanation['policyAsked']>;

const THRESHOLDS = [
  ['tLow', 'T_LOW'],
  ['tHigh', 'T_HIGH'],
  ['rLow', 'R_LOW'],
  ['rHigh', 'R_HIGH'],
] as const;

/** How many things one source asks for are told at most; beyond 30 signals and kinds nobody reads. */
const MOST_TOLD = 12;

/**
 * Of what was said of a repository, what makes its policy `own` another than `base`, which it would have otherwise:
 * source by source, in words. Sources of which nothing is in force are left out.
 */
export const policyAskedOf = (base: Policy, own: Policy, said: RepoPolicy): PolicyAsked => {
  if (own === base) return [];
  const sources = said.sources ?? [{ by: said.by, asks: null }];
  return sources.flatMap(({ by, asks }) => {
    const told = heeded(base, own, said).filter(({ field }) => asks?.includes(field) ?? true);
    const most = told.slice(0, MOST_TOLD).map(({ words }) => words);
    const more = told.length - most.length;
    return told.length === 0 ? [] : [{ by, asks: more > 0 ? [...most, `${more} more`] : most }];
  });
};

/** What is in force as it was said, and would not be otherwise. */
const heeded = (base: Policy, own: Policy, said: RepoPolicy): readonly { field: string; words: string }[] => {
  const thresholds = THRESHOLDS.flatMap(([field, word]) =>
    own[field] !== base[field] && own[field] === said[field] ? [{ field, words: `${word} ${show(own[field])}` }] : [],
  );
  const signals = Object.entries(said.signals ?? {}).flatMap(([id, mode]) =>
    modeOf(id, own) === mode && modeOf(id, base) !== mode
      ? [{ field: `signals.${id}`, words: `${inShort(id)} ${mode}` }]
      : [],
  );
  const kinds = own.attestationKinds;
  const isOther = kinds !== undefined && JSON.stringify(kinds) !== JSON.stringify(base.attestationKinds);
  const accepted = kinds?.length === 0 ? 'no attestation' : `attestations of the kind ${listed(kinds ?? [])} alone`;
  return [...thresholds, ...signals, ...(isOther ? [{ field: 'attestationKinds', words: accepted }] : [])];
};

const listed = (kinds: readonly string[]): string => {
  const named = kinds.slice(0, 3).map(inShort);
  return AND.format(kinds.length > 3 ? [...named, `${kinds.length - 3} more`] : named);
};

/** At least two digits: `.80`, `.725`. */
const show = (value: number): string => {
  const text = String(Number(value.toPrecision(6)));
  return (text.length < 4 ? value.toFixed(2) : text).replace(/^0\./, '.');
};

/** What the repository's own policy changes, asks for in vain, and says that cannot be read: a sentence each. */
export const policySentences = ({ policyAsked = [], policyNotes = [] }: Case): readonly string[] => {
  const tellers = Object.entries(NAMES).map(([teller, name]) => ({ start: `${teller}: `, name }));
  const asks = policyNotes.filter((note) => !tellers.some(({ start }) => note.startsWith(start)));
  return [
    ...policyAsked.map((asked) => `Stricter here by ${sourceWords(asked.by)}: ${askedWords(asked)}.`),
    ...(asks.length > 0 ? [`The repository’s own policy ${asks.map(unended).join('; ')}.`] : []),
    ...tellers.flatMap(({ start, name }) => {
      const told = policyNotes
        .filter((note) => note.startsWith(start))
        .map((note) => unended(note.slice(start.length)));
      return told.length > 0 ? [`Not heeded of the repository’s own ${name}: ${told.join('; ')}.`] : [];
    }),
  ];
};

const askedWords = ({ by, asks }: PolicyAsked[number]): string => `${asks.join(', ')} (${inShort(by)})`;

/** Where the owner says something, by what the store puts before what cannot be read of it. */
const NAMES = { record: 'record', file: 'file on its default branch' } as const;

const sourceWords = (by: string): string =>
  `the repository’s own ${by.startsWith('at://') ? NAMES.record : NAMES.file}`;

const unended = (text: string): string => text.replace(/\.$/, '');
