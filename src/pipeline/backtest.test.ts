import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AtUri } from '../domain/index.ts';
import { DEFAULT_POLICY } from '../gate/index.ts';
import { did, history, past, replayOf, repo, vouch } from './backtest.testing.ts';
import { backtest, nothingTested } from './backtest.ts';
import type { History, PastPull } from './history.ts';

/** The lane that one pull request is replayed into. */
const laneOf = async (pull: PastPull, given: History): Promise<string> => {
  const { replayed, withoutDiff } = await backtest(replayOf([pull], given));
  const rows = [...replayed.lanes, ...withoutDiff.lanes].filter(
    ({ clean, undone, closed, unknown }) => clean + undone + closed + unknown > 0,
  );
  expect(rows).toHaveLength(1);
  return rows[0]?.lane ?? '';
};

describe('what a pull request is decided with', () => {
  it.each<[string, History, string]>([
    ['a vouch of before', history({ vouches: [vouch('mira', 'alice', 99)] }), 'fast_lane'],
    [
      'one of the same microsecond is not known yet',
      history({ vouches: [vouch('mira', 'alice', 100)] }),
      'needs_human',
    ],
    ['one withdrawn since still held', history({ vouches: [vouch('mira', 'alice', 10, { until: 101 })] }), 'fast_lane'],
    [
      'one withdrawn at that microsecond did',
      history({ vouches: [vouch('mira', 'alice', 10, { until: 100 })] }),
      'fast_lane',
    ],
    ['one withdrawn before did not', history({ vouches: [vouch('mira', 'alice', 10, { until: 99 })] }), 'needs_human'],
    [
      'a denounce taken back since',
      history({
        vouches: [vouch('root', 'alice', 10), vouch('mira', 'alice', 20, { until: 500, polarity: 'denounce' })],
      }),
      'needs_human',
    ],
    [
      'a collaborator named later is no maintainer yet',
      history({
        vouches: [vouch('carol', 'alice', 10)],
        collaborators: [{ ownerDid: did('mira'), repo, did: did('carol'), heldFromUs: 100, heldUntilUs: null }],
      }),
      'needs_human',
    ],
    [
      'one named before is',
      history({
        vouches: [vouch('carol', 'alice', 10)],
        collaborators: [{ ownerDid: did('mira'), repo, did: did('carol'), heldFromUs: 99, heldUntilUs: null }],
      }),
      'fast_lane',
    ],
    [
      'a repository that became sensitive before',
      history({ vouches: [vouch('mira', 'alice', 10)], tiers: [tier('sensitive', 50)] }),
      'needs_human',
    ],
    [
      'one that became so later',
      history({ vouches: [vouch('mira', 'alice', 10)], tiers: [tier('sensitive', 100)] }),
      'fast_lane',
    ],
    [
      'an attestation that ran out since',
      history({ vouches: [vouch('mira', 'alice', 10)], tiers: [tier('sensitive', 50)], attestations: [attested(100)] }),
      'fast_lane',
    ],
    [
      'one that had run out',
      history({ vouches: [vouch('mira', 'alice', 10)], tiers: [tier('sensitive', 50)], attestations: [attested(99)] }),
      'needs_human',
    ],
  ])('%s', async (_, given, lane) => {
    expect(await laneOf(past('alice', 100), given)).toBe(lane);
  });

  it('the machine findings of its own diff, and what it builds on', async () => {
    const known = history({ vouches: [vouch('mira', 'alice', 10)] });
    const lane = (given: Partial<PastPull>) => laneOf(past('alice', 100, given), known);
    expect(await lane({ patch: 'blob:danger' })).toBe('needs_human');
    expect(await lane({ patch: 'blob:lost' })).toBe('normal_queue');
    expect(await lane({ patchSigned: false })).toBe('normal_queue');
    expect(await lane({ buildsOn: { mergedAtUs: 99 } })).toBe('fast_lane');
    expect(await lane({ buildsOn: { mergedAtUs: 100 } })).toBe('normal_queue');
    expect(await lane({ certain: false })).toBe('needs_human');
  });

  it('a policy of its repository’s own', async () => {
    const strict = { ...DEFAULT_POLICY, tHigh: 0.9 };
    const own = past('alice', 100);
    const policies = new Map([[own.pull, strict]]);
    const replay = replayOf([own], history({ vouches: [vouch('mira', 'alice', 10)] }), { policies });
    expect((await backtest(replay)).replayed.lanes[1]).toMatchObject({ lane: 'normal_queue', clean: 1 });
  });
});

function tier(said: 'public' | 'sensitive', heldFromUs: number): History['tiers'][number] {
  const uri = 'at://did:plc:mira/sh.tangled.trust.repoTier/3k' as AtUri;
  return { ownerDid: did('mira'), repo, tier: said, uri, heldFromUs, heldUntilUs: null };
}
function attested(expiresAtUs: number): History['attestations'][number] {
  const uri = 'at://did:plc:alice/sh.tangled.trust.attestation/3k' as AtUri;
  const said = { did: did('alice'), uri, cid: null, kind: 'jurisdiction', jurisdiction: null };
  return { ...said, fromUs: 5, expiresAtUs, heldFromUs: 5, heldUntilUs: null };
}

const who = fc.constantFrom('mira', 'root', 'alice', 'carol', 'eve');
const opinion = fc
  .record({
    from: who,
    to: who,
    at: fc.integer({ min: 1, max: 60 }),
    lasts: fc.option(fc.integer({ min: 1, max: 30 })),
    polarity: fc.constantFrom('vouch' as const, 'vouch' as const, 'denounce' as const),
  })
  .map(({ from, to, at, lasts, polarity }) =>
    vouch(from, to, at, { until: lasts === null ? null : at + lasts, polarity }),
  );
const named = fc
  .record({ did: who.map(did), heldFromUs: fc.integer({ min: 1, max: 60 }) })
  .map((one) => ({ ...one, ownerDid: did('mira'), repo: repo as string, heldUntilUs: null }));
const worlds = fc
  .record({ vouches: fc.array(opinion, { maxLength: 8 }), collaborators: fc.array(named, { maxLength: 2 }) })
  .map((given) => history(given));

describe('no leakage', () => {
  it('whatever becomes known later never changes how a pull request is replayed', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, worlds, who, fc.integer({ min: 1, max: 60 }), async (known, later, author, atUs) => {
        const from = <Row extends { heldFromUs: number }>(rows: readonly Row[]): Row[] =>
          rows.filter(({ heldFromUs }) => heldFromUs >= atUs);
        const more = {
          ...known,
          vouches: [...known.vouches, ...from(later.vouches)],
          collaborators: [...known.collaborators, ...from(later.collaborators)],
          tiers: [tier('sensitive', atUs)],
          attestations: [{ ...attested(1000), heldFromUs: atUs }],
        };
        const pull = past(author, atUs);
        const [alone, beside] = await Promise.all([
          backtest(replayOf([pull], known)),
          backtest(replayOf([pull], more)),
        ]);
        expect(beside).toEqual(alone);
      }),
      { numRuns: 300 },
    );
  });

  it('what ends later had not ended yet', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, who, fc.integer({ min: 1, max: 60 }), async (known, author, atUs) => {
        const unended = known.vouches.map((each) => ({
          ...each,
          heldUntilUs: each.heldUntilUs !== null && each.heldUntilUs >= atUs ? null : each.heldUntilUs,
        }));
        const pull = past(author, atUs);
        expect(await backtest(replayOf([pull], { ...known, vouches: unended }))).toEqual(
          await backtest(replayOf([pull], known)),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('a vouch of one microsecond parts those of it from those after it', async () => {
    const known = history({ vouches: [vouch('mira', 'alice', 100)] });
    const told = await backtest(replayOf([past('alice', 100), past('alice', 101)], known));
    expect(told.graphs.computed).toBe(2);
    expect(told.replayed.lanes.map(({ clean }) => clean)).toEqual([1, 0, 1]);
  });

  it('pull requests that share a graph get the lanes that each gets alone', async () => {
    const pulls = fc.uniqueArray(fc.tuple(who, fc.integer({ min: 1, max: 60 })), {
      minLength: 1,
      maxLength: 6,
      selector: ([author, at]) => `${author} ${at}`,
    });
    await fc.assert(
      fc.asyncProperty(worlds, pulls, async (known, chosen) => {
        const all = chosen.map(([author, at]) => past(author, at));
        const together = await backtest(replayOf(all, known));
        const counts = new Map<string, number>();
        for (const pull of all) {
          const lane = await laneOf(pull, known);
          counts.set(lane, (counts.get(lane) ?? 0) + 1);
        }
        expect(together.graphs.computed).toBeLessThanOrEqual(all.length);
        for (const { lane, clean } of together.replayed.lanes) expect(clean).toBe(counts.get(lane) ?? 0);
      }),
      { numRuns: 60 },
    );
  });
});

describe('what is counted', () => {
  const known = history({ vouches: [vouch('mira', 'alice', 10), vouch('mira', 'bob', 1000)] });
  const undone = { cleanMerge: false, evidence: [{ kind: 'reverted-by-message' }] };
  const closed = { cleanMerge: false, outcome: 'closed' as const, evidence: [{ kind: 'closed-by-maintainer' }] };
  const selfMerged = { cleanMerge: null, evidence: [{ kind: 'self-merged' }] };

  it('lanes against outcomes, each rate of those whose outcome is known', async () => {
    const pulls = [
      past('alice', 100),
      past('alice', 101, undone),
      past('alice', 102, closed),
      past('alice', 103, selfMerged),
      past('alice', 104, { ...undone, patch: null }),
      past('eve', 105),
      past('eve', 106, { ...closed, decidedLane: 'needs_human' }),
      past('eve', 107, { decidedLane: 'fast_lane', ...undone }),
    ];
    const told = await backtest(replayOf(pulls, known));
    expect(told).toMatchObject({ finished: 8, considered: 8, approved: 3, undoneApprovals: 1, closedApprovals: 1 });
    expect(told.rate).toBeCloseTo(1 / 3);
    expect(told.replayed.lanes[0]).toEqual({ lane: 'fast_lane', clean: 1, undone: 1, closed: 1, unknown: 1 });
    expect(told.replayed.uncleanApproval).toMatchObject({ count: 2, of: 3 });
    expect(told.replayed.escape).toMatchObject({ count: 1, of: 2 });
    expect(told.replayed.needlessEscalation).toMatchObject({ count: 1, of: 3 });
    expect(told.replayed.base).toMatchObject({ count: 2, of: 6 });
    expect(told.replayed.unknown).toEqual([{ kind: 'self-merged', count: 1 }]);
    expect(told.withoutDiff.lanes[1]).toMatchObject({ lane: 'normal_queue', undone: 1 });
    expect(told.decided.escape).toMatchObject({ count: 1, of: 1, rate: 1 });
    expect(told.trustAlone.uncleanApproval).toMatchObject({ count: 3, of: 4 });
    expect(told.months).toEqual([{ month: '1970-01', fast_lane: 4, normal_queue: 0, needs_human: 3, withoutDiff: 1 }]);
  });

  it('intervals are the known exact ones', async () => {
    const pulls = [...Array(10).keys()].map((n) => past('alice', 100 + n, n === 0 ? undone : {}));
    const { interval } = await backtest(replayOf(pulls, known));
    // Clopper and Pearson, 1 of 10 at 95 %.
    expect(interval?.[0]).toBeCloseTo(0.0025286, 6);
    expect(interval?.[1]).toBeCloseTo(0.4450161, 6);
  });

  it('nothing in an empty world', async () => {
    const told = await backtest(replayOf([], history({ repos: [], seeds: [] })));
    expect(told).toEqual(nothingTested(DEFAULT_POLICY));
    expect(told).toMatchObject({ considered: 0, approved: 0, rate: null, interval: null, months: [] });
  });

  it('the newest alone where there are more graphs than there may be, and says so', async () => {
    const pulls = [past('alice', 100), past('alice', 2000)];
    const told = await backtest(replayOf(pulls, known, { mostGraphs: 1 }));
    expect(told).toMatchObject({ finished: 2, considered: 1, graphs: { computed: 1, most: 1 } });
  });

  it('stops when it is told to', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(backtest(replayOf([past('alice', 100)], known), signal)).rejects.toThrow('enough');
  });
});
