import { describe, expect, it } from 'vitest';
import type { AtUri, Did } from '../domain/index.ts';
import { DEFAULT_POLICY } from '../gate/index.ts';
import { decidePull } from './decide-pull.ts';
import type { OpenPull, World } from './ports.ts';
import { trustBase, trustInput } from './trust-base.ts';
import { trustViews } from './trust-view.ts';
import { indexWorld } from './world-index.ts';

const did = (name: string): Did => `did:plc:${name}` as Did;
const REPO = 'at://did:plc:own/sh.tangled.repo/one' as AtUri;
const PULL: OpenPull = {
  uri: 'at://did:plc:carol/sh.tangled.repo.pull/1' as AtUri,
  author: did('carol'),
  repo: REPO,
  targetRepo: REPO,
  certain: true,
  tier: 'public',
  patchCid: 'bafypatch',
  patchText: null,
  patchSigned: true,
  recordCid: null,
  round: 0,
  stacked: false,
};
const CLEAN = {
  kind: 'read',
  diffHash: 'ab',
  findings: [],
  coverage: { files: [], bytes: 9, unreadBytes: 0, messageBytes: 0, messagesReadBy: [], sources: [] },
  changeKind: 'other',
} as const;

/** A clean change of carol's in a repository that `own`, `mara` and `ines` maintain. */
const decided = (text: string, without: readonly string[] = []) => {
  const world: World = {
    asOfUs: 0,
    seeds: [did('m')],
    maintainers: ['own', 'mara', 'ines'].map((each) => ({ repo: REPO, did: did(each) })),
    repos: [{ uri: REPO, name: 'one', ownerDid: did('own'), repoDid: null, tier: 'public' }],
    vouches: [...text.matchAll(/(\w+)([>!])(\w+)/g)]
      .filter(([each]) => !without.includes(each))
      .map(([, from = '', sign, to = '']) => ({
        fromDid: did(from),
        toDid: did(to),
        polarity: sign === '>' ? ('vouch' as const) : ('denounce' as const),
        sinceUs: 0,
        evidences: 0,
      })),
    merges: [],
    attestations: [],
    handles: ['mara', 'ines'].map((handle) => ({ did: did(handle), handle })),
  };
  const views = trustViews(world, trustBase(trustInput(world, DEFAULT_POLICY)));
  return decidePull(PULL, CLEAN, { index: indexWorld(world), views, policy: DEFAULT_POLICY });
};

describe('what a decision says of maintainers who denounce its author', () => {
  it('is the lane that taking it back in truth gives, and that this is the reason', () => {
    const text = 'm>alice alice>carol mara!carol';
    const { outcome, explanation } = decided(text);
    expect(outcome.rule.name).toBe('risk');
    expect(explanation.badge).toBe('denounced here');
    expect(explanation.reasons[0]).toBe('a maintainer of this repository denounces the author');
    expect(explanation.sentence).toMatch(
      /^Needs human: a maintainer of this repository denounces the author, and 1 more/,
    );
    expect(explanation.steps).toEqual([
      {
        who: 'maintainer',
        does: 'withdrawal of mara’s denounce would bring trust to 0.72',
        lane: decided(text, ['mara!carol']).outcome.lane,
      },
    ]);
    expect(explanation.steps?.[0]?.lane).toBe('fast_lane');
  });

  it('wants all of several, and tells where that leads', () => {
    const text = 'own>carol mara!carol ines!carol';
    const { explanation } = decided(text);
    const lane = decided(text, ['mara!carol', 'ines!carol']).outcome.lane;
    expect(lane).toBe('fast_lane');
    expect(explanation.badge).toBe('denounced here');
    expect(explanation.steps).toEqual([
      {
        who: 'maintainer',
        does: 'all maintainers who denounce withdraw it, which would bring trust to 0.85',
        lane,
      },
    ]);
  });

  it('does not put it first where trust is missing without it as well', () => {
    const { explanation } = decided('mara!carol');
    expect(explanation.badge).toBe('unvouched');
    expect(explanation.reasons).toEqual([
      'no vouch leads from the maintainers, or from anybody they trust, to the author',
      'a maintainer of this repository denounces the author',
    ]);
    // The vouch brings more than the 0.24 it would bring alone, for the denounce is gone.
    expect(explanation.changes).toEqual([
      expect.stringMatching(
        /^A vouch from anyone a maintainer vouched for .* to 0\.24 .*; and mara withdraws the denounce ⇒ fast lane\.$/,
      ),
    ]);
    expect(decided('own>dave dave>carol').outcome.lane).toBe('fast_lane');
  });

  it('leaves out people who do not maintain the repository', () => {
    const { explanation } = decided('own>carol erin!carol');
    expect(explanation.badge).toBe('trusted, nothing found');
  });
});
