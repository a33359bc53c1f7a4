import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AtUri,
  CONDUCT_DIMENSIONS,
  type ConductSignal,
  type Did,
  type ReputationEntry,
} from '../../domain/index.ts';
import { CONDUCT_WEIGHTS } from '../../reputation/index.ts';
import { type EligibilitySaid, type EligibilityWord, eligibilityKey, revokedIn } from './eligibility.ts';
import { type ConductCase, foldConduct, type PlacedSignal } from './fold-conduct.ts';

const carol = 'did:plc:carol' as Did;
const ANVIL = 'at://did:plc:mira/sh.tangled.repo/anvil' as AtUri;
const BELLOWS = 'at://did:plc:mira/sh.tangled.repo/bellows' as AtUri;
const LATE = 1_000_000;

const signal = (dimension: ConductSignal['dimension'], value: number, atUs: number, repo = ANVIL): PlacedSignal => ({
  ...{ dimension, value, source: 'test', details: null, atUs, repo },
});
/** All five at their worst: a total of 0. */
const bad = (atUs: number, repo = ANVIL): PlacedSignal[] =>
  CONDUCT_DIMENSIONS.map((dimension) => signal(dimension, 0, atUs, repo));
const perfect = (atUs: number): PlacedSignal[] =>
  Array.from({ length: 60 }, () => CONDUCT_DIMENSIONS.map((dimension) => signal(dimension, 1, atUs))).flat();

const folded = (signals: readonly PlacedSignal[], more: Partial<ConductCase> = {}, nowUs = LATE) =>
  foldConduct(
    { did: carol, signals, words: new Map(), said: [], isRoots: () => true, ...more },
    CONDUCT_WEIGHTS,
    nowUs,
  );
/** The words that entries come to when they are kept one after the other. */
const wordsOf = (entries: readonly ReputationEntry[]): Map<string, EligibilityWord> =>
  new Map(entries.map(({ kind, subject, atUs }) => [subject, { revoked: kind === 'credential.revoked', atUs }]));
const operatorGivesBack = (atUs: number): ReputationEntry => ({
  ...{ kind: 'credential.reinstated', subject: carol, by: 'operator', atUs, body: {}, key: `given back ${atUs}` },
});
const said = (action: EligibilitySaid['action'], atUs: number, repo = ANVIL): EligibilitySaid => ({
  ...{ did: carol, repo, by: 'did:plc:mira' as Did, action, atUs },
});
const isTakenIn = (each: EligibilitySaid, words: ReadonlyMap<string, EligibilityWord>): boolean | undefined =>
  revokedIn({ words, said: [each] }).get(eligibilityKey(each.did, each.repo));

describe('eligibility', () => {
  it('goes below 300, with an entry that says why; 300 is enough to stay', () => {
    const half = [signal('policy_compliance', 0, 1), signal('security_posture', 0, 2)];
    const { conduct, revoked, entries } = folded(half);
    expect([conduct.total, revoked]).toEqual([250, true]);
    expect(entries).toEqual([
      {
        ...{ kind: 'credential.revoked', subject: carol, by: 'service', atUs: LATE },
        body: { did: carol, credential: 'fast-lane', total: 250, reason: 'Trust score 250 below threshold' },
        key: `credential.revoked ${carol}  `,
      },
    ]);
    const enough = [...half, signal('output_quality', 0.75, 3)];
    expect(folded(enough)).toMatchObject({ conduct: { total: 300 }, revoked: false, entries: [] });
    expect(folded([])).toMatchObject({ conduct: { total: 500 }, revoked: false, entries: [] });
  });

  it('goes once, and no good signal brings it back', () => {
    const first = folded(bad(1));
    const words = wordsOf(first.entries);
    expect(folded(bad(1), { words })).toMatchObject({ revoked: true, entries: [] });
    const later = folded([...bad(1), ...perfect(2)], { words });
    expect(later).toMatchObject({ revoked: true, entries: [] });
    expect(later.conduct.total).toBeGreaterThan(900);
  });

  it('given back by the operator is there again, until signals after that take it, under another key', () => {
    const first = folded(bad(1), {}, 10);
    const words = wordsOf([...first.entries, operatorGivesBack(20)]);
    expect(folded(bad(1), { words })).toMatchObject({ revoked: false, entries: [], conduct: { total: 0 } });
    expect(folded([...bad(1), ...bad(20)], { words })).toMatchObject({ revoked: false, entries: [] });
    const again = folded([...bad(1), ...bad(21)], { words });
    expect(again).toMatchObject({ revoked: true, entries: [{ key: `credential.revoked ${carol}  20` }] });
    expect(again.entries[0]?.key).not.toBe(first.entries[0]?.key);
  });

  it('given back in one repository is so there alone', () => {
    const words = wordsOf(folded(bad(1), {}, 10).entries);
    const here = said('reinstate', 20);
    expect(folded(bad(1), { words, said: [here] })).toMatchObject({ revoked: true, entries: [] });
    expect(isTakenIn(here, words)).toBe(false);
    expect(isTakenIn(said('revoke', 20), new Map())).toBe(true);
  });

  it('given back in one repository is taken there by what happened since, once for each time it was given', () => {
    const words = wordsOf(folded(bad(1), {}, 10).entries);
    const signals = [...bad(1), ...bad(21)];
    const given = { words, said: [said('reinstate', 20), said('reinstate', 30, BELLOWS)] };
    const { entries } = folded(signals, given, 40);
    expect(entries).toMatchObject([
      { subject: eligibilityKey(carol, ANVIL), key: `credential.revoked ${carol} ${ANVIL} 20`, body: { repo: ANVIL } },
    ]);
    const after = new Map([...words, ...wordsOf(entries)]);
    expect(isTakenIn(said('reinstate', 20), after)).toBe(true);
    expect(isTakenIn(said('reinstate', 30, BELLOWS), after)).toBe(false);
    expect(folded(signals, { ...given, words: after }, 50).entries).toEqual([]);
    const anew = said('reinstate', 45);
    expect(isTakenIn(anew, after)).toBe(false);
    expect(folded([...signals, ...bad(46)], { words: after, said: [anew] }, 50).entries).toMatchObject([
      { key: `credential.revoked ${carol} ${ANVIL} 45` },
    ]);
  });

  it('given back by the operator is given back where it had been taken a second time, too', () => {
    const everywhere = folded(bad(1), {}, 10).entries;
    const here = said('reinstate', 20);
    const again = folded([...bad(1), ...bad(21)], { words: wordsOf(everywhere), said: [here] }, 40).entries;
    const words = wordsOf([...everywhere, ...again, operatorGivesBack(50)]);
    expect(isTakenIn(here, words)).toBe(false);
    expect(folded([...bad(1), ...bad(21)], { words, said: [here] }).entries).toEqual([]);
    expect(folded([...bad(1), ...bad(51)], { words, said: [here] }).entries.map(({ key }) => key)).toEqual([
      `credential.revoked ${carol}  50`,
      `credential.revoked ${carol} ${ANVIL} 50`,
    ]);
    expect(isTakenIn(said('revoke', 20), words)).toBe(true);
  });

  it('is not lost elsewhere by what a stranger does in a repository of theirs, nor won', () => {
    const LURE = 'at://did:plc:mal/sh.tangled.repo/lure' as AtUri;
    const isRoots = (repo: AtUri): boolean => repo !== LURE;
    const lured = folded(bad(1, LURE), { isRoots });
    expect(lured.revoked).toBe(false);
    expect(lured.entries.map(({ subject }) => subject)).toEqual([eligibilityKey(carol, LURE)]);
    const praise = perfect(3).map((each) => ({ ...each, repo: LURE }));
    expect(folded([...bad(1), ...praise], { isRoots }).revoked).toBe(true);
  });

  it('taken by a maintainer stays taken when the maintainer is one no more', () => {
    const { entries } = folded([], { said: [said('revoke', 5)] });
    expect(entries).toMatchObject([{ by: 'did:plc:mira', subject: eligibilityKey(carol, ANVIL), atUs: 5 }]);
    const words = wordsOf(entries);
    expect(revokedIn({ words, said: [] }).get(eligibilityKey(carol, ANVIL))).toBe(true);
    expect(folded([], { said: [said('revoke', 5)], words }).entries).toEqual([]);
    expect(isTakenIn(said('reinstate', 6), words)).toBe(false);
  });

  it('of one set of facts has the same keys, whenever it is looked at, and none twice', () => {
    const anySignal = fc.record({
      dimension: fc.constantFrom(...CONDUCT_DIMENSIONS),
      value: fc.constantFrom(0, 0, 1),
      atUs: fc.nat(100),
    });
    const saids = fc.uniqueArray(
      fc.tuple(fc.constantFrom(ANVIL, BELLOWS), fc.constantFrom('reinstate' as const, 'revoke' as const), fc.nat(100)),
      { selector: ([repo]) => repo },
    );
    fc.assert(
      fc.property(fc.array(anySignal), saids, fc.integer({ min: 100, max: 200 }), (given, words, nowUs) => {
        const signals = given.map(({ dimension, value, atUs }) => signal(dimension, value, atUs));
        const about = { said: words.map(([repo, action, atUs]) => said(action, atUs, repo)) };
        const keys = folded(signals, about, nowUs).entries.map(({ key }) => key);
        expect(folded(signals.toReversed(), about, nowUs + 50).entries.map(({ key }) => key)).toEqual(keys);
        expect(new Set(keys).size).toBe(keys.length);
        const known = wordsOf(folded(signals, about, nowUs).entries);
        expect(folded(signals, { ...about, words: known }, nowUs + 1).entries).toEqual([]);
      }),
    );
  });
});
