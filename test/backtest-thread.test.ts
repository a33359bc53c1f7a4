import { describe, expect, it } from 'vitest';
import { backtestThread } from '../src/cli/backtest-thread.ts';
import type { AtUri, Did } from '../src/domain/index.ts';
import { DEFAULT_POLICY } from '../src/gate/index.ts';
import { backtest } from '../src/pipeline/index.ts';

const did = (name: string): Did => `did:plc:${name}` as Did;
const repo = 'at://did:plc:mira/sh.tangled.repo/anvil' as AtUri;
const vouch = (from: string, to: string, sinceUs: number) => ({
  fromDid: did(from),
  toDid: did(to),
  polarity: 'vouch' as const,
  sinceUs,
  evidences: 0,
});
const world = {
  vouches: [vouch('mira', 'alice', 10), vouch('alice', 'carol', 20), vouch('mira', 'late', 500)],
  merges: [],
  seeds: [did('root')],
  maintainers: [{ repo, did: did('mira') }],
};
const past = (['alice', 'carol', 'late', 'nobody'] as const).map((author, at) => ({
  pull: `at://${did(author)}/sh.tangled.repo.pull/1` as AtUri,
  author: did(author),
  repo,
  outcome: at === 1 ? ('reverted' as const) : ('merged' as const),
  createdAtUs: 100 + at,
}));

describe('backtestThread', () => {
  it('finds what the calling thread would', async () => {
    const expected = await backtest(past, world, DEFAULT_POLICY);
    expect(expected).toMatchObject({ considered: 4, approved: 2, falseApprovals: 1 });
    expect(await backtestThread()(past, world, DEFAULT_POLICY)).toEqual(expected);
  });

  it('is given up when aborted, and goes on', async () => {
    const replay = backtestThread();
    const controller = new AbortController();
    const given = replay(past, world, DEFAULT_POLICY, controller.signal);
    controller.abort(new Error('enough'));
    await expect(given).rejects.toThrow('enough');
    await expect(backtest(past, world, DEFAULT_POLICY, controller.signal)).rejects.toThrow('enough');
    expect((await replay(past, world, DEFAULT_POLICY)).considered).toBe(4);
  });

  it('says what broke, and goes on', async () => {
    const replay = backtestThread();
    await expect(replay(past, { ...world, vouches: null as unknown as [] }, DEFAULT_POLICY)).rejects.toThrow(
      /a thread broke/,
    );
    expect((await replay([], world, DEFAULT_POLICY)).considered).toBe(0);
  });
});
