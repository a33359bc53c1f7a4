import { describe, expect, it } from 'vitest';
import { type AtUri, parseAtUri } from '../domain/index.ts';
import { type ComparedPull, neighbourFinder } from './neighbours.ts';

const uri = (text: string): AtUri => {
  const parsed = parseAtUri(text);
  if (parsed === null) throw new Error(text);
  return parsed;
};
const pullOf = (name: string): AtUri => uri(`at://did:plc:${name[0]}/sh.tangled.repo.pull/${name}`);
const repoOf = (name: string): AtUri => uri(`at://did:plc:owner/sh.tangled.repo/${name}`);

const compared = (name: string, patch: string, more: Partial<ComparedPull> = {}): ComparedPull => ({
  pull: pullOf(name),
  patch,
  standing: 'open',
  repo: repoOf('anvil'),
  source: null,
  dependsOn: null,
  ...more,
});

/** Patches are alike by their first letter, less for each later letter that differs; equal ones to 1. */
const similarityOf = (a: string, b: string): number =>
  a[0] === b[0] ? 1 - [...a].filter((letter, index) => letter !== b[index]).length * 0.1 : 0;

const neighboursOf = async (name: string, pulls: readonly ComparedPull[]) => {
  const finder = neighbourFinder({
    compared: async () => ({ space: { provider: 'local', model: 'x' }, pulls }),
    compare: async (_, { lefts, rights, least }) =>
      lefts.flatMap((left) =>
        rights
          .map((right) => ({ left, right, similarity: similarityOf(left, right) }))
          .filter(({ similarity }) => similarity >= least),
      ),
  });
  const found = (await finder.find()).get(pullOf(name));
  return found?.map(
    ({ pull, similarity, standing }) => `${standing} ${pull.split('/').at(-1)} ${similarity.toFixed(1)}`,
  );
};

describe('neighbours', () => {
  it('are bad ones and other open ones, the most alike first, and never oneself', async () => {
    const pulls = [
      compared('a1', 'xaa'),
      compared('b1', 'xab', { standing: 'bad' }),
      compared('c1', 'xaa', { standing: 'bad' }),
      compared('d1', 'xbb'),
      compared('e1', 'yaa'),
    ];
    expect(await neighboursOf('a1', pulls)).toEqual(['bad c1 1.0', 'bad b1 0.9', 'open d1 0.8']);
    expect(await neighboursOf('e1', pulls)).toEqual([]);
  });

  it('are the author’s own, too', async () => {
    expect(await neighboursOf('a1', [compared('a1', 'x'), compared('a2', 'x')])).toEqual(['open a2 1.0']);
  });

  it('are not known of one without a vector, and asked of nobody who is bad', async () => {
    const pulls = [compared('a1', 'x'), compared('b1', 'x', { standing: 'bad' })];
    expect(await neighboursOf('c1', pulls)).toBeUndefined();
    expect(await neighboursOf('b1', pulls)).toBeUndefined();
  });

  it('are not those of the same stack, however far apart', async () => {
    const stack = [
      compared('a1', 'x'),
      compared('a2', 'x', { dependsOn: pullOf('a1') }),
      compared('a3', 'x', { dependsOn: pullOf('a2') }),
      compared('b1', 'x', { dependsOn: pullOf('gone') }),
    ];
    expect(await neighboursOf('a1', stack)).toEqual(['open b1 1.0']);
    expect(await neighboursOf('a3', stack)).toEqual(['open b1 1.0']);
    const round = [
      compared('a1', 'x', { dependsOn: pullOf('a2') }),
      compared('a2', 'x', { dependsOn: pullOf('a1') }),
      compared('a3', 'x', { dependsOn: pullOf('a3') }),
    ];
    expect(await neighboursOf('a1', round)).toEqual(['open a3 1.0']);
  });

  it('cannot be shaken off by saying that one stands on a bad one', async () => {
    const pulls = [compared('a1', 'x', { dependsOn: pullOf('b1') }), compared('b1', 'x', { standing: 'bad' })];
    expect(await neighboursOf('a1', pulls)).toEqual(['bad b1 1.0']);
  });

  it('come from the same repository or its family first where they are equally alike', async () => {
    const pulls = [
      compared('z1', 'x', { repo: repoOf('fork'), source: repoOf('anvil') }),
      compared('b1', 'x', { repo: repoOf('other') }),
      compared('c1', 'x', { repo: repoOf('cousin'), source: repoOf('anvil') }),
      compared('d1', 'x', { repo: null }),
      compared('e1', 'x'),
    ];
    expect(await neighboursOf('z1', pulls)).toEqual(['open c1 1.0', 'open e1 1.0', 'open b1 1.0', 'open d1 1.0']);
  });

  it('are five of each standing at most', async () => {
    const many = Array.from({ length: 9 }, (_, index) => [
      compared(`b${index}`, 'x', { standing: 'bad' }),
      compared(`o${index}`, 'x'),
    ]).flat();
    const found = (await neighboursOf('a1', [compared('a1', 'x'), ...many])) ?? [];
    expect(
      Object.entries(Object.groupBy(found, (line) => line.split(' ')[0] ?? '')).map(([, each]) => each?.length),
    ).toEqual([5, 5]);
  });

  it('are none while nothing was embedded', async () => {
    const finder = neighbourFinder({ compared: async () => null, compare: async () => [] });
    expect(await finder.find()).toEqual(new Map());
  });
});
