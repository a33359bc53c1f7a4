import { describe, expect, it } from 'vitest';
import type { AtUri, Did } from '../../domain/index.ts';
import type { GnnModel } from '../../learn/index.ts';
import type { Analysis } from '../analyse.ts';
import { featureSet } from '../features/feature-set.ts';
import type { OpenPull, VouchEdge } from '../ports.ts';
import { graphSaid } from './graph-said.ts';
import { rowWith, type StubGnn, stubGnn } from './learned.testing.ts';
import type { SeenWorld } from './serving.ts';

const did = (name: string): Did => `did:plc:${name}` as Did;
const pullBy = (name: string, key = '3kone'): OpenPull =>
  ({ uri: `at://${did(name)}/sh.tangled.repo.pull/${key}` as AtUri, author: did(name) }) as OpenPull;
const vouch = (from: string, to: string, polarity: 'vouch' | 'denounce' = 'vouch'): VouchEdge => ({
  ...{ fromDid: did(from), toDid: did(to), polarity, sinceUs: 5, evidences: 0 },
});

interface World {
  readonly vouches?: readonly VouchEdge[];
  readonly merged?: readonly { readonly author: Did; readonly repository: string; readonly atUs: number }[];
  /** Merged changes in the row of an open pull request, by author and key; of who is not reached by trust less than 0. */
  readonly open?: Readonly<Record<string, number>>;
  readonly stub?: StubGnn;
  readonly model?: GnnModel;
}

const ANALYSIS = {} as Analysis;
const openIn = ({ open = {} }: World): OpenPull[] => Object.keys(open).map((name) => pullBy(...pair(name)));
const pair = (name: string): [string, string] => [name.split(' ')[0] ?? '', name.split(' ')[1] ?? '3kone'];

const ask = async (world: World, asked: readonly OpenPull[]) => {
  const { vouches = [], merged = [], open = {}, stub = {}, model = stubGnn(stub) } = world;
  const seen = { index: { asOfUs: 99 }, vouches: () => vouches, open: () => openIn(world) } as unknown as SeenWorld;
  const values = new Map(Object.entries(open).map(([name, value]) => [pullBy(...pair(name)).uri, value]));
  const rowOf = (value: number) => () => rowWith({ merged_here: Math.abs(value), standing: Number(value >= 0) });
  const told: AtUri[][] = [];
  const said = await graphSaid(asked, seen, {
    ...{ model, features: featureSet, reachedBy: 'standing', merged },
    rowsOf: async (pulls) => {
      told.push(pulls.map(({ uri }) => uri));
      return new Map(pulls.map(({ uri }) => [uri, rowOf(values.get(uri) ?? 0)]));
    },
  });
  const evidence = asked.map(({ uri }) => said.get(uri)?.(ANALYSIS));
  return { evidence, margins: evidence.map((each) => each?.margin), told };
};
const alice = pullBy('alice');
const marginOf = async (world: World) => (await ask(world, [alice])).margins[0];

describe('GraphSAGE in service', () => {
  it('says P(clean) and log-odds, and of no feature what it did', async () => {
    const { evidence } = await ask({ open: { alice: 0 }, stub: { base: 2 } }, [alice]);
    const { id } = stubGnn({ base: 2 });
    expect(evidence[0]).toMatchObject({ model: id, by: 'graphsage', margin: 2, bias: 0, contributions: [], rest: 2 });
    expect(evidence[0]?.probability).toBeCloseTo(1 / (1 + Math.exp(-2)), 12);
    expect(evidence[0]?.featuresHash).toMatch(/^[0-9a-f]{64}$/);
  });

  const vouches = [vouch('alice', 'bob')];
  const same = ['alice', 'bob'].map((name) => ({ author: did(name), repository: 'r', atUs: 70 }));
  const cases: [string, World, number][] = [
    ['nobody, without ties', { open: { alice: 9 } }, -1],
    ['those vouched for, by their open pull request', { vouches, open: { alice: 0, bob: 2 } }, 3],
    ['those who vouch', { vouches: [vouch('bob', 'alice')], open: { alice: 0, bob: 2 } }, 3],
    ['nobody who denounces', { vouches: [vouch('bob', 'alice', 'denounce')], open: { alice: 0, bob: 2 } }, -1],
    ['those merged into the same repository', { merged: same, open: { alice: 0, bob: 1 } }, 1],
    ['their latest open one', { vouches, open: { alice: 0, 'bob 3kb': 2, 'bob 3ka': 1 } }, 3],
    ['what was known of them before', { vouches, open: { alice: 0 }, stub: { people: { [did('bob')]: 1 } } }, 1],
    ['what is newer', { vouches, open: { alice: 0, bob: 2 }, stub: { people: { [did('bob')]: 1 } } }, 3],
    ['nothing of whom nobody knows anything', { vouches, open: { alice: 0 } }, -1],
    ['nothing of whom no trust reaches', { vouches, open: { alice: 0, bob: -2 } }, -1],
    [
      'all of them, on average',
      { vouches: [...vouches, vouch('carol', 'alice')], open: { alice: 0, bob: 2, carol: 0 } },
      1,
    ],
  ];
  it.each(cases)('goes by %s', async (_, world, margin) => {
    expect(await marginOf(world)).toBe(margin);
  });

  const world: World = {
    vouches: [vouch('alice', 'bob'), vouch('bob', 'carol'), vouch('carol', 'dan'), vouch('eve', 'frank')],
    open: { alice: 0, bob: 2, carol: 1, dan: 1, eve: 0, frank: 3 },
  };

  it('does not mind who is asked along, or in which order facts became known', async () => {
    const alone = (await ask(world, [alice])).evidence[0];
    const all = await ask(world, openIn(world));
    expect(all.evidence[0]).toEqual(alone);
    const turned = { ...world, vouches: world.vouches?.toReversed() ?? [] };
    expect((await ask(turned, openIn(world).toReversed())).evidence.at(-1)).toEqual(alone);
  });

  it('says the same whatever was asked before of the same ties, also of people tied to nobody', async () => {
    const strangers = { ...world, open: { ...world.open, xia: 4, yan: 6 } };
    const asked = ['alice', 'xia', 'yan'].map((name) => pullBy(name));
    const fresh = (await ask(strangers, asked)).evidence;
    const model = stubGnn();
    for (const pull of asked.toReversed())
      expect((await ask({ ...strangers, model }, [pull])).evidence).toEqual([fresh[asked.indexOf(pull)]]);
  });

  it('asks for rows of those within two ties, and of nobody else', async () => {
    const { told } = await ask(world, [alice]);
    expect(told).toEqual([[alice, pullBy('bob'), pullBy('carol')].map(({ uri }) => uri)]);
  });

  it('names all that it was told: a row two ties away counts, one further off does not', async () => {
    const hash = async (open: Record<string, number>) =>
      (await ask({ ...world, open: { ...world.open, ...open } }, [alice])).evidence[0]?.featuresHash;
    expect(await hash({ carol: 5 })).not.toBe(await hash({}));
    expect(await hash({ alice: 5 })).not.toBe(await hash({}));
    expect(await hash({ dan: 5, frank: 5 })).toBe(await hash({}));
  });

  it('describes people tied to nobody by their latest row, too', async () => {
    const hash = async (latest: number) =>
      (await ask({ open: { 'xia 3ka': 1, 'xia 3kb': latest } }, [pullBy('xia', '3ka')])).evidence[0]?.featuresHash;
    expect(await hash(5)).not.toBe(await hash(6));
    expect(await hash(5)).toBe(await hash(5));
  });
});
