import type { Coverage, Review, ReviewEvidence, Verdict } from '../domain/index.ts';
import type { PullReview } from './kept-reviews.ts';

/** The reviewer's name in the coverage ledger. */
const REVIEWER = 'review';

/** What a decision keeps of a review: its verdict with the paths of the change, and how it came about. */
export const reviewEvidence = ({
  shown,
}: PullReview): { readonly verdict: Verdict | null; readonly review?: ReviewEvidence } => {
  if (shown === null) return { verdict: null };
  const { review, realPaths, current, instead, codeRedactions } = shown;
  const { outcome, usage: _, costMicros: __, ...rest } = review;
  return {
    verdict: outcome.kind === 'verdict' ? withRealPaths(outcome.verdict, realPaths) : null,
    review: {
      ...rest,
      outcome: {
        kind: outcome.kind,
        reason: publicReasonOf(outcome),
        droppedFlags: outcome.kind === 'verdict' ? outcome.droppedFlags : 0,
      },
      current,
      ...(instead === undefined ? {} : { instead: { kind: instead.kind, reason: publicReasonOf(instead) } }),
      codeRedactions,
    },
  };
};

/** Paths that named the author as they are: whoever reads a decision knows who wrote it. */
export const withRealPaths = (verdict: Verdict, realPaths: ReadonlyMap<string, string>): Verdict => ({
  ...verdict,
  flags: verdict.flags.map((flag) => ({ ...flag, file: realPaths.get(flag.file) ?? flag.file })),
});

/** What everybody may know of a failure that is the operator's: hosts, keys and budgets are nobody else's business. */
const OPERATORS_OWN: Readonly<Partial<Record<Review['outcome']['kind'], string>>> = {
  timeout: 'it did not answer in time',
  overloaded: 'its service was too busy',
  unavailable: 'it could not be reached or asked',
  budget: 'the money for reviews is used up',
};

const publicReasonOf = (outcome: Review['outcome']): string | null => OPERATORS_OWN[outcome.kind] ?? reasonOf(outcome);

/** Why there is no verdict, in words; null where there is one. */
export const reasonOf = (outcome: Review['outcome']): string | null => {
  if (outcome.kind === 'verdict') return null;
  if (outcome.kind === 'too-large')
    return `${outcome.tokens} tokens, over the ${outcome.limitTokens} that are reviewed`;
  return outcome.reason;
};

/**
 * The ledger with the reviewer among the sources: a review that gave a verdict read every hunk it does not name as
 * unread. Files and hunks stand in the blind change as they do in the change, so positions are enough. Of a file that it read
 * in part its totals count the hunks, not their lines and bytes.
 */
export const withReviewer = (coverage: Coverage, review: Review): Coverage => {
  if (review.outcome.kind !== 'verdict') return coverage;
  const unread = new Map(review.unread.map(({ file, hunks }) => [file, new Set(hunks)]));
  const files = coverage.files.map((file, index) => readBy(file, unread.get(index)));
  const cleared = coverage.files.reduce((sum, { readBy: before, bytes, hunks, readInPart }, index) => {
    const nobodyRead = before.length === 0 && readInPart.length === 0 && hunks > 0;
    return nobodyRead && files[index]?.readBy.includes(REVIEWER) ? sum + bytes : sum;
  }, 0);
  return {
    ...coverage,
    files,
    unreadBytes: Math.max(0, coverage.unreadBytes - cleared),
    sources: [...coverage.sources, { source: REVIEWER, ...totalOf(coverage, unread) }],
  };
};

type FileEntry = Coverage['files'][number];

/** A file without hunks is its header alone, which whoever reads it reads; nobody reads a binary one. */
const readBy = (file: FileEntry, unread: ReadonlySet<number> | undefined): FileEntry => {
  const isBinary = file.hunks === 0 && file.readBy.length === 0;
  if (isBinary) return file;
  if (unread === undefined) return { ...file, readBy: [...file.readBy, REVIEWER], unread: [] };
  if (unread.size >= file.hunks) return file;
  const read = Array.from({ length: file.hunks }, (_, hunk) => hunk).filter((hunk) => !unread.has(hunk));
  return {
    ...file,
    readInPart: [...file.readInPart, { source: REVIEWER, hunks: read }],
    unread: file.unread.filter(({ hunk }) => unread.has(hunk)),
  };
};

const totalOf = ({ files }: Coverage, unread: ReadonlyMap<number, ReadonlySet<number>>) => {
  const total = { files: 0, hunks: 0, lines: 0, bytes: 0 };
  for (const [index, file] of files.entries()) {
    const left = unread.get(index);
    if (file.hunks === 0) continue;
    total.hunks += file.hunks - (left?.size ?? 0);
    if (left !== undefined) continue;
    total.files += 1;
    total.lines += file.lines;
    total.bytes += file.bytes - file.headerBytes;
  }
  return total;
};
