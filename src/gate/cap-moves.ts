import type { Cap, Evidence, ReviewOutcome } from '../domain/index.ts';
import type { Case } from './explain.ts';
import { cappedSources } from './fusion-words.ts';
import { type Imagined, type Move, NOTHING_FOUND, onInputs, type Unread } from './imagined.ts';
import { AND, nearEnd } from './words.ts';

/** What clears each cap, and whose it is to do. */
export const capMoves = (given: Case): readonly Move[] => {
  const { caps, guards } = given.inputs;
  return [...new Set(caps)].flatMap((cap) => {
    // Whoever splits the change clears this one with it.
    if (cap === 'unread-bytes') return guards.includes('over-budget') ? [] : unreadMoves(given.evidence);
    if (cap === 'reviewer-failed') return [clearing(cap, failedWords(given.evidence))];
    // It goes when what is found is resolved.
    if (cap === 'source-discounted') return [];
    return [clearing(cap, sourceWords(cap, given) ?? CLEARED_BY[cap])];
  });
};

type Words = Pick<Move, 'who' | 'does'> & { readonly reads?: true };

/** `reads`: the change is read for the first time then, so that the promise is for one in which nothing is found. */
const CLEARED_BY: Readonly<Record<Exclude<Cap, 'unread-bytes' | 'reviewer-failed' | 'source-discounted'>, Words>> = {
  'repo-unverified': {
    who: 'maintainer',
    does: 'proof of whose the repository is: its DID document, its knot and its owner’s record name each other',
  },
  'diff-unavailable': {
    who: 'author',
    does: 'pushing the round again, so that the patch can be fetched, with nothing found in it',
    reads: true,
  },
  'diff-unverified': {
    who: 'author',
    does: 'pushing the round again, so that the patch can be read from the author’s own repository',
  },
  'diff-unreadable': {
    who: 'author',
    does: 'pushing the round again as a patch that git can apply, with nothing found in it',
    reads: true,
  },
  stacked: { who: 'maintainer', does: 'merging the pull request that this one builds on' },
  'review-pending': {
    who: 'reviewer',
    does: 'the blind review, if it finds nothing: it is made by itself, there is nothing to do',
  },
  'review-partial': {
    who: 'author',
    does: 'splitting the change into parts that the blind reviewer reads to the end, with nothing found in them',
  },
  'names-in-code': {
    who: 'author',
    does: 'other names in the code for what is called like the author, so that nothing is taken out before the review',
  },
  'source-disabled': { who: 'maintainer', does: 'switching the source that is switched off on again' },
  'circuit-open': { who: 'operator', does: 'the source that is switched off being switched on again' },
  stale: {
    who: 'operator',
    does: 'the decision being made again, if what changed leaves it as it was: a running worker does it by itself',
  },
};

/** What brings back a decision that is out of date. */
export const MADE_AGAIN: Pick<Move, 'who' | 'does'> = CLEARED_BY.stale;

const clearing = (cap: Cap, { reads, ...words }: Words): Move => ({
  ...words,
  apply: onInputs(({ caps, content }) => ({
    caps: caps.filter((each) => each !== cap),
    content: reads ? (content ?? NOTHING_FOUND) : content,
  })),
});

/**
 * The same by name, where the sources are known. The promise holds however far they count then: the fast lane opens only
 * where it would if all counted in full.
 */
const sourceWords = (cap: Cap, given: Case): Words | null => {
  const sources = cappedSources(cap, given);
  if (sources === '') return null;
  if (cap === 'source-disabled') return { who: 'maintainer', does: `switching ${sources} on again` };
  return { who: 'operator', does: `a reset of the circuit of ${sources} with the author` };
};

/** Outcomes after which the reviewer is asked again without anybody's doing: what passes with time. */
const ASKED_AGAIN: ReadonlySet<ReviewOutcome['kind']> = new Set(['timeout', 'overloaded', 'unavailable', 'budget']);

const failedWords = ({ review }: Evidence): Words => {
  const kind = review?.instead?.kind ?? review?.outcome.kind;
  return kind === undefined || ASKED_AGAIN.has(kind)
    ? { who: 'reviewer', does: 'a verdict by the blind reviewer that finds nothing: it is asked again by itself' }
    : { who: 'author', does: 'a new round on which the blind reviewer gives a verdict that finds nothing' };
};

/** Why bytes are unread: a binary file has no hunks, and text that no check was told to read has. */
export const unreadOf = ({ coverage }: Evidence): readonly Unread[] => {
  const unread = (coverage?.files ?? []).filter(isUnread);
  const text = unread.some(({ hunks }) => hunks > 0);
  const binary = unread.some(({ hunks }) => hunks === 0) || !text;
  return [...(binary ? ['binary' as const] : []), ...(text ? ['text' as const] : [])];
};

const isUnread = ({ hunks, readBy, unread }: NonNullable<Evidence['coverage']>['files'][number]): boolean =>
  hunks === 0 ? readBy.length === 0 : unread.length > 0 || readBy.length === 0;

const unreadMoves = (evidence: Evidence): Move[] => {
  const files = (evidence.coverage?.files ?? []).filter((file) => file.hunks === 0 && isUnread(file));
  const named = files.slice(0, 2).map(({ path }) => nearEnd(path));
  const rest = files.length - named.length;
  const which = files.length === 0 ? '' : ` (${AND.format(rest > 0 ? [...named, `${rest} more`] : named)})`;
  const words: Readonly<Record<Unread, Words>> = {
    binary: { who: 'author', does: `leaving out what no check can read${which}` },
    text: { who: 'operator', does: 'switching on a check that reads the rest of the change' },
  };
  return unreadOf(evidence).map((why) => ({ ...words[why], apply: (now) => readNow(now, why) }));
};

const readNow = (now: Imagined, why: Unread): Imagined => {
  const unread = now.unread.filter((each) => each !== why);
  const caps = unread.length > 0 ? now.inputs.caps : now.inputs.caps.filter((cap) => cap !== 'unread-bytes');
  return { ...now, unread, inputs: { ...now.inputs, caps } };
};
