import { mentionsIn } from './mentions.ts';

/** What a commit's message says about other changes. All of it is its author's word. */
export interface CommitWords {
  readonly subject: string;
  /**
   * The subject of the change that it says it reverts, as that change would have it: `Revert "x"` for the re-landing
   * `Revert "Revert "x""` and for `Reapply "x"`, which revert a revert and not x.
   */
  readonly revertsSubject: string | null;
  /** Hexadecimal names, of 7 digits or more, of the commits that it says it reverts as a whole. */
  readonly revertsShas: readonly string[];
  /**
   * What else it names: names of commits, `#12`, addresses of records and of pull requests, and the quoted subject
   * behind a `Fixes:`. An issue that it closes stands as `closes #12`, for issues and pull requests are numbered apart.
   * Where `saysFix`, only what is named in the sentences that say so.
   */
  readonly mentions: readonly string[];
  /** Whether a sentence that names something of the above, other than an issue it closes, says that something broken is mended. */
  readonly saysFix: boolean;
}

const READ_CHARS = 65_536;
const SUBJECT_CHARS = 500;
const MOST_SHAS = 32;
const MOST_MENTIONS = 32;

const SHA = '[0-9a-f]{7,40}(?![0-9a-z_])';
const QUOTED = /^\s{0,8}>/;
/** Git's own words, and those of Mercurial. Of a range a..b it is b that is reverted in every reading of it. */
const REVERTS = new RegExp(
  `(?<![\\w-])(?:reverts?(?: commits?| changesets?| revisions?)|back(?:s|ed)?[ -]?out(?: commits?| changesets?| revisions?)):?\\s{1,4}((?:[\`"]?${SHA}[\`"]?(?:\\s{0,4}(?:,|and|&|\\.{2,3})\\s{0,4}){0,2}){1,32})`,
  'gi',
);
/** What stands before the dots of a range. */
const RANGE_START = /[0-9a-f]{7,40}["`]?\s{0,4}\.{2,3}/gi;
/** The other parent of a merge that is reverted is not what is mended. */
const REVERSING = /reversing\s{1,4}changes made to\s{1,4}[0-9a-f]{7,40}/gi;
const PARTLY = /part(?:s|ly|ially)?(?:\s+of)?\W{0,3}$|\b(?:not|un|never|don't|doesn't)\W{0,3}$/i;
const REVERT_OF = /^(revert|reapply|back(?:ed|s)? ?out|roll ?back)\s{1,4}["“](.*)["”]/i;
const CONVENTIONAL = /^revert(?:\([^()]{0,60}\))?!?:\s{1,4}(?:["“](.*)["”]|(.*))$/i;
/** GitHub writes a pull request's own number behind its subject when it squashes it. */
const OWN_NUMBER = /\s{0,4}\(#\d{1,9}\)$/;

const MENDS = new RegExp(
  [
    'fix(?:e[sd]|ing|up)?',
    'hot-?fix(?:e[sd])?',
    'bug-?fix(?:e[sd])?',
    'regress(?:ion|ions|ed|es)?',
    'broken?|breaks|breakage|breaking',
    '(?:was |bug |been )?introduced (?:in|by|with)',
    'caused by',
    '(?:bad|botched|broken) merge',
    'back(?:s|ed|ing)?[ -]?out',
    'roll(?:s|ed|ing)?[ -]?back',
    'reverts?|reverted|reverting',
    'undo(?:es|ne)?',
  ]
    .map((words) => `\\b(?:${words})\\b`)
    .join('|'),
  'i',
);
/** Words that tie a change to the one it mends, where its subject says that it mends something. */
const FOLLOWS = /\b(?:follow(?:s|ing)?[ -]?up|since|amends?|after)\b/i;
const CLOSES = /^closes #/;

/**
 * What the lines of a message say, the first of them being the subject; English alone is understood, and doubt is
 * silence. Lines quoted with `>` are somebody else's. Linear; the first 64 KiB count, and of what is named the first 32.
 */
export const commitWords = (lines: readonly string[]): CommitWords => {
  const own = lines.filter((line) => !QUOTED.test(line));
  const subject = (own[0] ?? '').slice(0, SUBJECT_CHARS).trim();
  const revertsSubject = revertedSubject(subject);
  const isReLanding = revertsSubject !== null && /^(?:revert|reapply)\s+["“]/i.test(revertsSubject);
  const body = own.slice(1).join('\n').slice(0, READ_CHARS).replace(REVERSING, '');
  const revertsShas = revertedShas(`${subject}\n\n${body}`);
  const named = sentencesOf(isReLanding ? '' : subject.replace(OWN_NUMBER, ''), body).map((sentence) => ({
    mentions: mentionsIn(sentence.replace(RANGE_START, '')).filter((mention) => !revertsShas.includes(mention)),
    mends: MENDS.test(sentence) || (MENDS.test(subject) && FOLLOWS.test(sentence)),
  }));
  const mending = named.filter(({ mentions, mends }) => mends && mentions.some((mention) => !CLOSES.test(mention)));
  const saysFix = !isReLanding && mending.length > 0;
  const mentions = new Set((saysFix ? mending : named).flatMap((sentence) => sentence.mentions));
  return { subject, revertsSubject, revertsShas, mentions: [...mentions].slice(0, MOST_MENTIONS), saysFix };
};

const revertedSubject = (subject: string): string | null => {
  const [, verb, quoted] = REVERT_OF.exec(subject) ?? [];
  if (verb !== undefined && quoted !== undefined) {
    return verb.toLowerCase() === 'reapply' ? `Revert "${quoted}"` : quoted.trim() || null;
  }
  const [, inQuotes, plain] = CONVENTIONAL.exec(subject.replace(OWN_NUMBER, '')) ?? [];
  return (inQuotes ?? plain)?.trim() || null;
};

const revertedShas = (text: string): readonly string[] => {
  const shas = new Set<string>();
  for (const match of text.matchAll(REVERTS)) {
    if (PARTLY.test(text.slice(Math.max(0, match.index - 24), match.index))) continue;
    const list = (match[1] ?? '').replace(RANGE_START, '');
    for (const [sha] of list.matchAll(new RegExp(SHA, 'gi'))) if (shas.size < MOST_SHAS) shas.add(sha.toLowerCase());
  }
  return [...shas];
};

/** Sentences, lines of a list and trailers; a sentence goes on over a line's end. */
const sentencesOf = (subject: string, body: string): readonly string[] => [
  subject,
  ...body.split(/\n\s{0,40}\n|\n(?=\s{0,8}(?:[-*•]|[A-Z][A-Za-z-]{1,30}:)\s)|(?<=[.!?;])\s/),
];
