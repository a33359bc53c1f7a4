import { describe, expect, it } from 'vitest';
import type { AtUri, Did } from '../../domain/index.ts';
import { type ReputationNow, reputationAt } from '../reputation/reputation-now.ts';
import { concernedBy } from './concerned.ts';

const [carol, dave] = ['did:plc:carol', 'did:plc:dave'] as [Did, Did];
const ANVIL = 'at://did:plc:mira/sh.tangled.repo/anvil' as AtUri;
const now = (
  common: string,
  people: readonly (readonly [Did, string])[] = [],
  repos: readonly AtUri[] = [],
): ReputationNow => ({
  ...{
    common,
    people: new Map(people),
    repos: new Map(repos.map((repo) => [repo, ''])),
    weights: () => undefined,
    guards: () => [],
  },
});
const EMPTY = reputationAt(
  { ...{ overrides: [], tallies: [], pairs: [], revoked: new Set(), revokedIn: new Map() } },
  0,
);
const NOBODY = { everybody: false, repos: new Set(), people: [] };

describe('whom a change of reputation concerns', () => {
  it.each<[string, ReputationNow | null, ReputationNow | null]>([
    ['nothing before and after', null, null],
    ['nothing known after nobody asked', null, EMPTY],
    ['nobody asks any more of whom nothing was known', EMPTY, null],
    ['the same of the same', now('a', [[carol, 'x']]), now('a', [[carol, 'x']])],
  ])('is nobody: %s', (_, before, after) => {
    expect(concernedBy(before, after)).toEqual(NOBODY);
  });

  it('is everybody where what sources count for all is otherwise, come or gone', () => {
    expect(concernedBy(now('a'), now('b')).everybody).toBe(true);
    expect(concernedBy(null, now('a')).everybody).toBe(true);
    expect(concernedBy(now('a'), null).everybody).toBe(true);
  });

  it('is a repository where sources count otherwise', () => {
    expect(concernedBy(now('a'), now('a', [], [ANVIL]))).toEqual({ ...NOBODY, repos: new Set([ANVIL]) });
    expect(concernedBy(now('a', [], [ANVIL]), now('a', [], [ANVIL]))).toEqual(NOBODY);
  });

  it('is who came, who went and of whom it is otherwise, each once', () => {
    const before = now('a', [[carol, 'x']]);
    expect(concernedBy(before, now('a', [[carol, 'y']]))).toEqual({ ...NOBODY, people: [carol] });
    expect(
      concernedBy(
        before,
        now('a', [
          [carol, 'x'],
          [dave, 'z'],
        ]),
      ),
    ).toEqual({ ...NOBODY, people: [dave] });
    expect(concernedBy(before, now('a'))).toEqual({ ...NOBODY, people: [carol] });
    expect(concernedBy(before, null).people).toEqual([carol]);
    expect(concernedBy(null, before).people).toEqual([carol]);
  });
});
