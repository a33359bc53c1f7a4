import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AtUri, Did } from '../../domain/index.ts';
import type { History, PastPull } from '../history.ts';
import { momentsOf } from './moments.ts';

const DAY_US = 86_400e6;
const did = (name: string): Did => `did:plc:${name}` as Did;
const pullAt = (roundAtUs: number, n: number): PastPull => ({
  ...{ pull: `at://did:plc:a/sh.tangled.repo.pull/${n}` as AtUri, author: did('a'), repo: null, targetRepo: 'at://x' },
  ...{ certain: true, outcome: 'merged', cleanMerge: true, openedAtUs: roundAtUs, finishedAtUs: roundAtUs + 1 },
  ...{ decidedLane: null, evidence: [], roundAtUs, patchCid: null, patch: null, patchSigned: true, buildsOn: null },
});
const vouchesAt = (times: readonly number[]): History => ({
  ...{ merges: [], repos: [], collaborators: [], tiers: [], attestations: [], verified: [], seeds: [] },
  vouches: times.map((us) => ({
    ...{ fromDid: did('r'), toDid: did('a'), polarity: 'vouch', sinceUs: us, heldFromUs: us, heldUntilUs: null },
  })) as unknown as History['vouches'],
});

describe('the moments of examples', () => {
  it('are never later than any change they are for, however coarse', () => {
    const time = fc.integer({ min: 1, max: 100 * DAY_US });
    const bounds = { mostGraphs: fc.constantFrom(1, 3, 20, 1000), mostVouches: fc.constantFrom(1, 50, 1e6) };
    fc.assert(
      fc.property(
        fc.array(time, { maxLength: 40 }),
        fc.array(time, { maxLength: 20 }),
        fc.record(bounds),
        (rounds, vouches, most) => {
          const pulls = rounds.map(pullAt);
          const { moments } = momentsOf(pulls, vouchesAt(vouches), { ...most, mergesCount: false });
          for (const { pulls: sharing, atUs } of moments)
            expect(atUs).toBe(Math.min(...sharing.map(({ roundAtUs }) => roundAtUs)));
        },
      ),
    );
  });

  it('are shared by a day where there are too many, as of the first change of it', () => {
    const pulls = [5, 3, 1].map((hour, n) => pullAt((hour / 24) * DAY_US, n));
    const history = vouchesAt([2, 4].map((hour) => (hour / 24) * DAY_US));
    const cut = (mostGraphs: number) => momentsOf(pulls, history, { mostGraphs, mostVouches: 1e6, mergesCount: false });
    expect(cut(3)).toMatchObject({ grain: 'change', moments: [{}, {}, {}] });
    expect(cut(1)).toMatchObject({ grain: 1, moments: [{ atUs: DAY_US / 24 }] });
  });
});
