import { describe, expect, it } from 'vitest';
import { trustThread } from '../src/cli/trust-thread.ts';
import type { Did } from '../src/domain/index.ts';
import type { TrustInput } from '../src/pipeline/index.ts';
import { buildGraph, gainsOf, type Opinion, trustScores } from '../src/trust/index.ts';

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;
const idOf = (node: number): Did => `did:plc:${String(node).padStart(6, '0')}` as Did;

/** Some opinions, a few of them denounces, the same for the same numbers. */
const inputOf = (people: number, count: number): TrustInput => {
  let state = 7;
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const someone = (): Did => idOf(Math.floor(people * random() ** 2));
  const opinions: Opinion[] = Array.from({ length: count }, (_, row) => ({
    from: someone(),
    to: someone(),
    weight: row % 20 === 0 ? -1 : 1,
    ageMs: 2 * YEAR_MS * random(),
  }));
  return { opinions, seeds: [idOf(0), idOf(5)], people: [idOf(0), idOf(5), idOf(people)] };
};

const here = ({ opinions, seeds, people }: TrustInput) => {
  const graph = buildGraph(opinions, { halfLifeMs: YEAR_MS, fullWeight: 1, extraIds: people });
  return { graph, operator: trustScores(graph, seeds), gains: gainsOf(graph) };
};

const expectSame = async (engine: ReturnType<typeof trustThread>, input: TrustInput): Promise<void> => {
  const expected = here(input);
  const { graph, operator, gains } = await engine(input);
  expect(operator()).toStrictEqual(expected.operator);
  expect(gains()).toStrictEqual(expected.gains);
  expect(graph.vouches).toStrictEqual(expected.graph.vouches);
  expect(graph.denounces).toStrictEqual(expected.graph.denounces);
  expect(graph.ids.every((id, node) => graph.indexOf(id) === node)).toBe(true);
  expect(graph.indexOf('did:plc:nobody')).toBe(-1);
};

describe('trustThread', () => {
  it('computes what the calling thread would, to the last bit, one input after the other', async () => {
    const engine = trustThread();
    const [some, none] = [inputOf(300, 2500), { opinions: [], seeds: [], people: [] }];
    await Promise.all([expectSame(engine, some), expectSame(engine, none), expectSame(engine, inputOf(40, 90))]);
  });

  it('lets others have their turn meanwhile, on a graph that takes a while', async () => {
    const engine = trustThread();
    const input = inputOf(20_000, 150_000);
    let turns = 0;
    const ticker = setInterval(() => {
      turns += 1;
    }, 1);
    const given = engine(input).finally(() => clearInterval(ticker));
    await given;
    expect(turns).toBeGreaterThan(20);
    await expectSame(() => given, input);
  });

  it('is given up when aborted, and is good for the next', async () => {
    const engine = trustThread();
    const controller = new AbortController();
    const given = engine(inputOf(20_000, 150_000), controller.signal);
    controller.abort(new Error('enough'));
    await expect(given).rejects.toThrow('enough');
    await expect(engine(inputOf(30, 50), controller.signal)).rejects.toThrow('enough');
    await expectSame(engine, inputOf(40, 90));
  });

  it('says what broke', async () => {
    const broken = { ...inputOf(3, 3), people: [null as unknown as Did] };
    await expect(trustThread()(broken)).rejects.toThrow(/a thread broke/);
  });
});
