import fc from 'fast-check';
import type { MergeEdge } from '../../networks/pulls.ts';
import { DAY } from './protocol.ts';
import { inOrder, type Pull } from './read-pulls.ts';

/** A small pull request with what the test says. */
export const madeUpPull = (facts: Partial<Pull> = {}): Pull => {
  const at = facts.at ?? 1000 * DAY;
  return {
    repo: 'lake',
    author: 'ann',
    number: 1,
    merged: true,
    at,
    mergedAt: facts.merged === false ? Number.NaN : at + DAY,
    firstCommitAt: at - DAY,
    commits: 1,
    commitAuthors: 1,
    files: 1,
    additions: 5,
    deletions: 2,
    binaryFiles: 0,
    aiTools: 0,
    paths: ['src/a.ts'],
    ...facts,
  };
};

/** Pull requests by time: few repositories, authors and paths, so that they meet; some in the same second. */
export const madeUpPulls: fc.Arbitrary<Pull[]> = fc
  .array(
    fc.record({
      repo: fc.constantFrom('lake', 'hill'),
      author: fc.constantFrom('ann', 'bob', 'cyd'),
      days: fc.integer({ min: 0, max: 150 }),
      merged: fc.boolean(),
      mergeDays: fc.option(fc.integer({ min: -3, max: 100 })),
      additions: fc.nat(500),
      paths: fc.uniqueArray(fc.constantFrom('README.md', 'src/a.ts', 'src/deep/b.ts', 'docs/c.md'), { maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 14 },
  )
  .map((all) =>
    all
      .map(({ days, mergeDays, merged, ...facts }, place) => {
        const at = (1000 + days) * DAY;
        const mergedAt = merged && mergeDays !== null ? at + mergeDays * DAY : Number.NaN;
        return madeUpPull({ ...facts, merged, at, mergedAt, number: place + 1 });
      })
      .sort(inOrder),
  );

/** Who merged whose, by time. */
export const madeUpEdges: fc.Arbitrary<MergeEdge[]> = fc
  .array(
    fc.record({
      repo: fc.constantFrom('lake', 'hill'),
      source: fc.constantFrom('ann', 'max'),
      target: fc.constantFrom('bob', 'cyd'),
      weight: fc.constant(1),
      epoch: fc.integer({ min: 990, max: 1150 }).map((days) => days * DAY),
    }),
    { maxLength: 8 },
  )
  .map((edges) => edges.sort((a, b) => a.epoch - b.epoch));
