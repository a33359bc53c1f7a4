import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alikePatches, type Compare, type Likeness } from './alike.ts';

const SPACE = { provider: 'local', model: 'words' };
const NAMES = Array.from({ length: 12 }, (_, index) => `p${index.toString(36)}`);

/** A made-up likeness, the same both ways. */
const similarityOf = (a: string, b: string): number => {
  const [low, high] = [NAMES.indexOf(a), NAMES.indexOf(b)].sort((x, y) => x - y) as [number, number];
  return low === high ? 1 : ((low * 7 + high * 13) % 20) / 20;
};
const byHand = (left: string, rights: readonly string[], least: number, most: number): Likeness[] =>
  [...new Set(rights)]
    .map((right) => ({ left, right, similarity: similarityOf(left, right) }))
    .filter(({ similarity }) => similarity >= least)
    .sort((a, b) => b.similarity - a.similarity || (a.right < b.right ? -1 : 1))
    .slice(0, most);

/** Counts what is compared. */
const comparing = () => {
  const pairs: string[] = [];
  const compare: Compare = async (space, { lefts, rights, least, most }) => {
    for (const left of lefts) for (const right of rights) pairs.push(`${space.model} ${left} ${right}`);
    return lefts.flatMap((left) => byHand(left, rights, least, most));
  };
  return { pairs, compare };
};

const names = fc.uniqueArray(fc.constantFrom(...NAMES));
const calls = fc.array(fc.tuple(names, names), { minLength: 1, maxLength: 8 });

describe('patches that are alike', () => {
  it('are the same however they came and went', async () => {
    await fc.assert(
      fc.asyncProperty(calls, fc.integer({ min: 1, max: 4 }), async (steps, most) => {
        const { compare } = comparing();
        const alike = alikePatches(compare, { least: 0.4, most, budget: 1_000 });
        for (const [lefts, rights] of steps) {
          const found = await alike.among(SPACE, lefts, rights);
          expect(Object.fromEntries(found)).toEqual(
            Object.fromEntries(lefts.map((left) => [left, byHand(left, rights, 0.4, most)])),
          );
        }
      }),
    );
  });

  it('are right as far as they are known, and all known in the end, on a small budget', async () => {
    await fc.assert(
      fc.asyncProperty(calls, async (steps) => {
        const { pairs, compare } = comparing();
        const alike = alikePatches(compare, { least: 0.4, most: 3, budget: 5 });
        let found: ReadonlyMap<string, readonly Likeness[]> = new Map();
        let [lefts, rights]: [string[], string[]] = [[], []];
        const look = async (): Promise<void> => {
          const before = pairs.length;
          found = await alike.among(SPACE, lefts, rights);
          // One left more than fits, so that there is always progress.
          expect(pairs.length - before).toBeLessThan(5 + 2 * NAMES.length);
          for (const [left, row] of found) expect(row).toEqual(byHand(left, rights, 0.4, 3));
        };
        for ([lefts, rights] of steps) await look();
        for (let more = 0; more < NAMES.length; more += 1) await look();
        expect([...found.keys()].sort()).toEqual([...lefts].sort());
      }),
    );
  });

  it('are compared once', async () => {
    const { pairs, compare } = comparing();
    const alike = alikePatches(compare, { least: 0.4, most: 99, budget: 1_000 });
    for (let count = 1; count <= NAMES.length; count += 1) {
      await alike.among(SPACE, NAMES.slice(0, count), NAMES.slice(0, count + 1));
      await alike.among(SPACE, NAMES.slice(0, count), NAMES.slice(0, count + 1));
    }
    expect(new Set(pairs).size).toBe(pairs.length);
    expect(pairs).toHaveLength(NAMES.length ** 2);
  });

  it('are compared anew in another space', async () => {
    const { pairs, compare } = comparing();
    const alike = alikePatches(compare, { least: 0.4, most: 3, budget: 1_000 });
    await alike.among(SPACE, ['p0'], ['p1']);
    await alike.among({ ...SPACE, model: 'other' }, ['p0'], ['p1']);
    expect(pairs).toEqual(['words p0 p1', 'other p0 p1']);
  });
});
