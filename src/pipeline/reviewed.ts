import type { Coverage, Review, ReviewEvidence, Verdict } from '../domain/index.ts';
import type { PullReview } from './kept-reviews.ts';

/** The reviewer's name in the coverage ledger. */
export const REVIEWER = 'review';

/** What a decision keeps of a review: its verdict with the paths of the change, and how it came about. */
export const reviewEvidence = ({
  shown,
}: PullReview): { readonly verdict: Verdict | null; readonly review?: ReviewEvidence } => {
  if (shown === null) return { verdict: null };
  const { review, realPaths, current, codeRedactions } = shown;
  const { outcome, usage: _, costMicros: __, ...rest } = review;
  return {
    verdict: outcome.kind === 'verdict' ? withRealPaths(outcome.verdict, realPaths) : null,
    review: {
      ...rest,
      outcome: {
        kind: outcome.kind,
        reason: reasonOf(outcome),
        droppedFlags: outcome.kind === 'verdict' ? outcome.droppedFlags : 0,
      },
      current,
      codeRedactions,
    },
  };
};

/** Paths that named the author as they are: whoever reads a decision knows who wrote it. */
export const withRealPaths = (verdict: Verdict, realPaths: ReadonlyMap<string, string>): Verdict => ({
  ...verdict,
  flags: verdict.flags.map((flag) => ({ ...flag, file: realPaths.get(flag.file) ?? flag.file })),
});

/** Why there is no verdict, in words; null where there is one. */
export const reasonOf = (outcome: Review['outcome']): string | null => {
  if (outcome.kind === 'verdict') return null;
  if (outcome.kind === 'too-large')
    return `${outcome.tokens} tokens, over the ${outcome.limitTokens} that are reviewed`;
  return outcome.reason;
};

/**
 * The ledger with the reviewer among the sources: a review that gave a verdict read every hunk it does not name as
 * unread. Files and hunks stand in the blind change as they do in the change, so positions are enough.
 */
export const withReviewer = (coverage: Coverage, review: Review): Coverage => {
  if (review.outcome.kind !== 'verdict') return coverage;
  const unread = new Map(review.unread.map(({ file, hunks }) => [file, new Set(hunks)]));
  const files = coverage.files.map((file, index) => readBy(file, unread.get(index) ?? new Set()));
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

/** A binary file has no hunks, and nobody reads it; neither does a file without hunks gain a reader by its header alone. */
const readBy = (file: FileEntry, unread: ReadonlySet<number>): FileEntry => {
  if (file.hunks === 0) return file;
  if (unread.size === 0) return { ...file, readBy: [...file.readBy, REVIEWER], unread: [] };
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
    const left = unread.get(index)?.size ?? 0;
    if (file.hunks === 0) continue;
    total.hunks += file.hunks - left;
    if (left > 0) continue;
    total.files += 1;
    total.lines += file.lines;
    total.bytes += file.bytes - file.headerBytes;
  }
  return total;
};
