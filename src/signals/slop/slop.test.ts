import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Neighbour } from '../context.ts';
import type { Signal } from '../signal.ts';
import { adding, changeOf, fileOf, runOn } from '../text/test-change.ts';
import { slop } from './slop.ts';

const uri = (rkey: string): string => `at://did:plc:mallory/sh.tangled.repo.pull/${rkey}`;
const like = (standing: Neighbour['standing'], similarity: number, rkey = '3k1'): Neighbour => ({
  pull: uri(rkey),
  similarity,
  standing,
});
const findingsOf = (neighbours: readonly Neighbour[] | null, change = adding('src/a.ts', 'const a = 1;')) =>
  slop.run(change, { neighbours });
const rulesOf = (...neighbours: readonly Neighbour[]) => findingsOf(neighbours).map(({ rule }) => rule);

describe('slop', () => {
  it.each<[Neighbour['standing'], number, string[]]>([
    ['bad', 1, ['path-like-rejected']],
    ['bad', 0.8, ['path-like-rejected']],
    ['bad', 0.799, []],
    ['open', 1, ['path-duplicate-of-open']],
    ['open', 0.995, ['path-duplicate-of-open']],
    ['open', 0.994, ['path-near-duplicate-of-open']],
    ['open', 0.8, ['path-near-duplicate-of-open']],
    ['open', 0.799, []],
    ['open', -1, []],
  ])('says of one that is %s and alike to %s: %j', (standing, similarity, rules) => {
    expect(rulesOf(like(standing, similarity))).toEqual(rules);
  });

  it('names whom it is like, the most alike first, rounded down', () => {
    const three = [
      like('bad', 0.81, '3kc'),
      like('bad', 0.999, '3ka'),
      like('bad', 0.9, '3kb'),
      like('bad', 0.8, '3kd'),
    ];
    const [finding, ...more] = findingsOf([...three, like('bad', 0.8, '3ke')]);
    expect(more).toEqual([]);
    expect(finding?.message).toBe(
      `The whole change is like that of ${uri('3ka')} (99 %), which was closed without being merged, or reverted; ` +
        `so are ${uri('3kb')} (90 %), ${uri('3kc')} (81 %) and 2 more.`,
    );
  });

  it('stands at the file with the most added lines and quotes its name', () => {
    const change = changeOf(fileOf('a', ['+1']), fileOf('dir/b', ['+1', '+2']), fileOf('c', ['-1', '-2', '-3']));
    expect(findingsOf([like('open', 1)], change)).toMatchObject([
      { source: 'slop', file: 'dir/b', line: 1, side: 'new', quote: 'dir/b' },
    ]);
    expect(findingsOf([like('open', 1)], changeOf())).toEqual([]);
  });

  it('needs of the files no more than path and count of added lines', () => {
    const files = [{ path: 'a', added: 0 }];
    expect(slop.run({ files }, { neighbours: [like('bad', 1)] })).toMatchObject([{ file: 'a' }]);
  });

  it('finds nothing where neighbours are unknown or none', async () => {
    expect(findingsOf(null)).toEqual([]);
    expect(findingsOf([])).toEqual([]);
    expect(await runOn(slop, adding('a', 'b'))).toEqual([]);
  });

  it('is advice: never more than low, never counted, never said to have read a line', () => {
    const signal: Signal = slop;
    expect(signal.advisoryOnly).toBe(true);
    const file = fileOf('a', ['+1']);
    expect(file.hunks.map((hunk) => signal.reads?.(file, hunk))).toEqual([false]);
    const neighbour = fc.record({
      pull: fc.string(),
      similarity: fc.double({ min: -1, max: 1, noNaN: true }),
      standing: fc.constantFrom('bad' as const, 'open' as const),
    });
    fc.assert(
      fc.property(fc.array(neighbour, { maxLength: 12 }), (neighbours) => {
        const findings = findingsOf(neighbours);
        expect(findings.length).toBeLessThanOrEqual(3);
        for (const finding of findings) expect(finding).toMatchObject({ severity: 'low', quote: 'src/a.ts' });
      }),
    );
  });
});
