import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../gate/index.ts';
import type { Analyst } from './analyse.ts';
import { did, history, past, vouch } from './backtest.testing.ts';
import { backtest } from './backtest.ts';
import { type Figures, type FiguresOptions, type FiguresStore, refreshFigures } from './figures-pass.ts';
import type { PastPull } from './history.ts';
import { trustBase } from './trust-base.ts';
import { trustViews } from './trust-view.ts';

const MINUTE_US = 60_000_000;
const opinions = [{ from: did('root'), to: did('alice'), weight: 1, ageMs: 0 }];
const seeds = [did('root')];
const views = trustViews({ seeds, maintainers: [] }, trustBase({ opinions, seeds, people: [] }));
const analyst: Analyst = {
  version: 'v1',
  analyse: async () => ({ kind: 'unreadable', reason: 'not a patch' }),
  blind: async () => {
    throw new Error('nobody asked');
  },
};

/** A store in memory, and what was asked of it. */
const memory = (pulls: readonly PastPull[] = []) => {
  const kept: { figures: Figures | null; analyses: Map<string, string>; histories: number } = {
    figures: null,
    analyses: new Map(),
    histories: 0,
  };
  const store: FiguresStore = {
    made: async () => kept.figures,
    history: async () => {
      kept.histories += 1;
      return { history: history({ vouches: [vouch('mira', 'alice', 10)] }), past: pulls, total: pulls.length + 7 };
    },
    analyses: async (keys) => new Map([...kept.analyses].filter(([key]) => keys.includes(key))),
    keepAnalyses: async (fresh) => {
      for (const [key, body] of fresh) kept.analyses.set(key, body);
    },
    patchText: async () => 'text',
    keep: async (figures) => {
      kept.figures = figures;
    },
  };
  const run = (mark: string, nowUs: number, more: Partial<FiguresOptions> = {}) => {
    const patches = { blob: async (cid: string) => (cid === 'lost' ? null : new Uint8Array([1])) };
    const options = { policy: DEFAULT_POLICY, analyst, patches, nowUs, ...more };
    return refreshFigures(store, { views, asOfUs: 5, mark }, options);
  };
  return { kept, run };
};

describe('when figures are made', () => {
  it('at the first pass, and again when what they are made from changed', async () => {
    const { kept, run } = memory();
    expect(await run('a', 1)).toEqual({ kind: 'made' });
    expect(await run('a', 2)).toEqual({ kind: 'unchanged' });
    expect(await run('b', 3)).toEqual({ kind: 'made' });
    expect(await run('b', 4, { policy: { ...DEFAULT_POLICY, tHigh: 0.8 } })).toEqual({ kind: 'made' });
    expect(kept.histories).toBe(3);
    expect(kept.figures?.scores.map((row) => row.did)).toContain(did('alice'));
    expect(kept.figures?.backtest.finished).toBe(7);
  });

  it('not more often than they may be while changes keep coming, and nothing is read for it', async () => {
    const { kept, run } = memory();
    const every = { atMostEveryUs: 10 * MINUTE_US };
    await run('a', 0, every);
    for (let minute = 1; minute < 10; minute += 1) {
      const report = await run(`change ${minute}`, minute * MINUTE_US, every);
      expect(report).toEqual({ kind: 'later', dueAtUs: 10 * MINUTE_US });
    }
    expect(kept.histories).toBe(1);
    expect(await run('change 9', 10 * MINUTE_US, every)).toEqual({ kind: 'made' });
    expect(await run('change 9', 11 * MINUTE_US, every)).toEqual({ kind: 'unchanged' });
  });

  it.each<[string, Partial<FiguresOptions>]>([
    ['another policy', { policy: { ...DEFAULT_POLICY, tHigh: 0.8 } }],
    ['another reader of patches', { analyst: { ...analyst, version: 'v2' } }],
  ])('at once with %s, however young they are', async (_, other) => {
    const { kept, run } = memory();
    const every = { atMostEveryUs: 10 * MINUTE_US };
    await run('a', MINUTE_US, every);
    expect(await run('a', 2 * MINUTE_US, { ...every, ...other })).toEqual({ kind: 'made' });
    expect(kept.figures?.backtest).toMatchObject({ madeAtUs: 2 * MINUTE_US });
    expect(await run('b', 3 * MINUTE_US, { ...every, ...other })).toMatchObject({ kind: 'later' });
  });

  it('at once after a quiet time, and where a clock was set back', async () => {
    const { run } = memory();
    const every = { atMostEveryUs: 10 * MINUTE_US };
    await run('a', 100 * MINUTE_US, every);
    expect(await run('b', 130 * MINUTE_US, every)).toEqual({ kind: 'made' });
    expect(await run('c', 50 * MINUTE_US, every)).toEqual({ kind: 'made' });
  });

  it('none when it is told to stop', async () => {
    const { kept, run } = memory([past('alice', 100, { patch: 'blob:x', patchCid: 'x' })]);
    expect(await run('a', 1, { signal: AbortSignal.abort() })).toEqual({ kind: 'stopped' });
    expect(kept.figures).toBeNull();
  });
});

describe('the patches of finished pull requests', () => {
  const pulls = [...Array(11).keys()].map((n) => past('alice', 100 + n, { patch: `blob:${n}`, patchCid: `${n}` }));

  it('are read a number at a time, until all are', async () => {
    const { kept, run } = memory(pulls);
    const replay: typeof backtest = (given, signal) => backtest(given, signal);
    await run('a', 1, { mostRead: 4, backtest: replay });
    expect([kept.analyses.size, kept.figures?.unread]).toEqual([4, 7]);
    await run('a', 2, { mostRead: 4 });
    expect(await run('a', 3, { mostRead: 4 })).toEqual({ kind: 'made' });
    expect([kept.analyses.size, kept.figures?.unread]).toEqual([11, 0]);
    expect(await run('a', 4, { mostRead: 4 })).toEqual({ kind: 'unchanged' });
    expect([...kept.analyses.keys()]).toContain(`blob:3 v1 ${DEFAULT_POLICY.reviewBudgetBytes}`);
  });

  it('that are not here are left, and nobody waits for them', async () => {
    const { kept, run } = memory([past('alice', 100, { patch: 'blob:lost', patchCid: 'lost' })]);
    await run('a', 1);
    expect([kept.analyses.size, kept.figures?.unread]).toEqual([0, 0]);
    expect(await run('a', 2)).toEqual({ kind: 'unchanged' });
  });
});
