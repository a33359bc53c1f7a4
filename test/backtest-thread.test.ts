import { describe, expect, it } from 'vitest';
import { backtestThread } from '../src/cli/backtest-thread.ts';
import { history, past, replayOf, vouch } from '../src/pipeline/backtest.testing.ts';
import { backtest } from '../src/pipeline/backtest.ts';

const replay = replayOf(
  [
    past('alice', 100),
    past('carol', 101, { cleanMerge: false, evidence: [{ kind: 'reverted-by-message' }] }),
    past('late', 102),
    past('nobody', 103),
  ],
  history({ vouches: [vouch('mira', 'alice', 10), vouch('alice', 'carol', 20), vouch('mira', 'late', 500)] }),
);

describe('backtestThread', () => {
  it('finds what the calling thread would', async () => {
    const expected = await backtest(replay);
    expect(expected).toMatchObject({ considered: 4, approved: 2, undoneApprovals: 1 });
    expect(await backtestThread()(replay)).toEqual(expected);
  });

  it('is given up when aborted, and goes on', async () => {
    const ask = backtestThread();
    const controller = new AbortController();
    const given = ask(replay, controller.signal);
    controller.abort(new Error('enough'));
    await expect(given).rejects.toThrow('enough');
    expect((await ask(replay)).considered).toBe(4);
  });

  it('says what broke, and goes on', async () => {
    const ask = backtestThread();
    const broken = { ...replay, history: { ...replay.history, repos: null as unknown as [] } };
    await expect(ask(broken)).rejects.toThrow(/a thread broke/);
    expect((await ask({ ...replay, past: [] })).considered).toBe(0);
  });
});
