import { describe, expect, it } from 'vitest';
import { coverageOf, parsePatch } from '../diff/index.ts';
import type { Coverage, Review } from '../domain/index.ts';
import { reviewEvidence, withReviewer } from './reviewed.ts';

const diff = `diff --git a/a.ts b/a.ts
--- a/a.ts
+++ b/a.ts
@@ -1 +1 @@
-one
+two
@@ -9 +9 @@
-three
+four
diff --git a/b.ts b/b.ts
--- a/b.ts
+++ b/b.ts
@@ -1 +1 @@
-five
+six
diff --git a/c.png b/c.png
index 1111111..2222222 100644
Binary files a/c.png and b/c.png differ
`;
const ledger = (...sources: readonly string[]): Coverage => {
  const parsed = parsePatch(diff);
  if (parsed.kind !== 'change') throw new Error(parsed.reason);
  return coverageOf(
    parsed.change,
    sources.map((source) => ({ source, reads: () => true })),
  );
};
const review = (change: Partial<Review> = {}): Review => ({
  outcome: {
    kind: 'verdict',
    verdict: {
      contentRisk: 0.1,
      reviewRecommended: false,
      flags: [{ severity: 'low', file: 'person1.ts', line: 1, side: 'new', quote: 'q', reason: 'r' }],
      summary: 's',
    },
    droppedFlags: 2,
  },
  model: 'm',
  promptHash: 'p',
  diffHash: 'd',
  sentHash: 's',
  usage: { input: 1, output: 1, cacheWrite: 0, cacheRead: 0 },
  costMicros: 9,
  parts: [],
  steps: [],
  unread: [],
  probe: 'noticed',
  ...change,
});

describe('the coverage ledger with the reviewer in it', () => {
  it('lists the reviewer among those who read a file, never of a binary one', () => {
    const { files, unreadBytes, sources } = withReviewer(ledger('sast'), review());
    expect(files.map(({ readBy }) => readBy)).toEqual([['sast', 'review'], ['sast', 'review'], []]);
    expect(unreadBytes).toBe(ledger('sast').unreadBytes);
    expect(sources.at(-1)).toMatchObject({ source: 'review', files: 2, hunks: 3, lines: 6 });
    const bytes = ledger().files.reduce((sum, file) => sum + file.bytes - file.headerBytes, 0);
    expect(sources.at(-1)?.bytes).toBe(
      bytes - ((ledger().files[2]?.bytes ?? 0) - (ledger().files[2]?.headerBytes ?? 0)),
    );
  });

  it('clears what nobody else read, where the reviewer read all of it', () => {
    const [, , image] = ledger().files;
    expect(withReviewer(ledger(), review()).unreadBytes).toBe(image?.bytes);
  });

  it('names what the reviewer left out', () => {
    const { files, unreadBytes } = withReviewer(ledger(), review({ unread: [{ file: 0, hunks: [1] }] }));
    expect(files[0]).toMatchObject({
      readBy: [],
      readInPart: [{ source: 'review', hunks: [0] }],
      unread: [{ hunk: 1 }],
    });
    expect(unreadBytes).toBe((files[0]?.bytes ?? 0) + (files[2]?.bytes ?? 0));
  });

  it('has no reader in a review without a verdict', () => {
    const failed = review({ outcome: { kind: 'timeout', reason: 'no answer in 60 s' } });
    expect(withReviewer(ledger('sast'), failed)).toEqual(ledger('sast'));
  });
});

describe('what a decision keeps of a review', () => {
  const shown = {
    review: review(),
    realPaths: new Map([['person1.ts', 'alice.ts']]),
    current: true,
    codeRedactions: 1,
  };

  it('names the paths of the change again, and leaves the cost out', () => {
    const { verdict, review: kept } = reviewEvidence({ shown, caps: [], guards: [] });
    expect(verdict?.flags[0]?.file).toBe('alice.ts');
    expect(kept).toMatchObject({
      outcome: { kind: 'verdict', reason: null, droppedFlags: 2 },
      current: true,
      codeRedactions: 1,
    });
    expect(Object.keys(kept ?? {})).not.toContain('costMicros');
  });

  it.each<[Review['outcome'], string]>([
    [{ kind: 'refused', reason: 'it declined' }, 'it declined'],
    [{ kind: 'too-large', tokens: 500_001, limitTokens: 400_000 }, '500001 tokens, over the 400000 that are reviewed'],
  ])('says why there is no verdict: %j', (outcome, reason) => {
    const { verdict, review: kept } = reviewEvidence({
      shown: { ...shown, review: review({ outcome }) },
      caps: [],
      guards: [],
    });
    expect([verdict, kept?.outcome.reason]).toEqual([null, reason]);
  });

  it('is nothing where nobody was asked', () => {
    expect(reviewEvidence({ shown: null, caps: ['review-pending'], guards: [] })).toEqual({ verdict: null });
  });
});
