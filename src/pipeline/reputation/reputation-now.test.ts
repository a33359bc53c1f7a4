import { describe, expect, it } from 'vitest';
import type { AtUri, CircuitState, Did, Override, PairState, ToolTally } from '../../domain/index.ts';
import { CIRCUIT_CONFIG, freshPair } from '../../reputation/index.ts';
import type { Analysis } from '../analyse.ts';
import type { OpenPull } from '../ports.ts';
import { eligibilityKey } from './eligibility.ts';
import { circuitPair, contextOf, type ReputationFacts, reputationAt, silenceOf } from './reputation-now.ts';

const DAY = 86_400_000_000;
const ANVIL = 'at://did:plc:mira/sh.tangled.repo/anvil' as AtUri;
const BELLOWS = 'at://did:plc:mira/sh.tangled.repo/bellows' as AtUri;
const carol = 'did:plc:carol' as Did;
const dave = 'did:plc:dave' as Did;
const pullBy = (author: Did, repo: AtUri | null = ANVIL): OpenPull => ({
  uri: `at://${author}/sh.tangled.repo.pull/one` as AtUri,
  ...{ author, repo, targetRepo: ANVIL, certain: true, tier: 'public', patchCid: null, patchText: null },
  ...{ patchSigned: true, recordCid: null, round: 0, stacked: false },
});
const PULL = pullBy(carol);
const READ: Analysis = {
  ...{ kind: 'read', diffHash: 'ab', changeKind: 'other', findings: [] },
  coverage: {
    ...{ bytes: 9, unreadBytes: 0, messageBytes: 0, messagesReadBy: [] },
    files: [{ path: 'a.ts', added: 30, deleted: 30, hunks: 1 }],
    sources: ['sast', 'secrets'].map((source) => ({ source, hunks: 1 })),
  },
} as unknown as Analysis;

const NOTHING: ReputationFacts = {
  ...{ overrides: [], tallies: [], pairs: [], revoked: new Set(), revokedIn: new Map() },
};
const at = (facts: Partial<ReputationFacts>, nowUs = 0) => reputationAt({ ...NOTHING, ...facts }, nowUs);
const weightsOf = (facts: Partial<ReputationFacts>, { pull = PULL, isReviewed = false, nowUs = 0 } = {}) =>
  at(facts, nowUs).weights(pull, READ, isReviewed);
const override = (kind: 'source' | 'agent', id: string, confidence: number, locked = true): Override => ({
  ...{ entity: { kind, id }, confidence, strength: locked ? 0 : 100, locked, updatedAtUs: 0 },
});
const tally = (tool: string, successes: number, failures: number, contextClass = ''): ToolTally => ({
  ...{ tool, contextClass, successes, failures, observations: successes + failures },
});
const pair = (tool: string, circuit: CircuitState, openedAtUs: number | null = null, author = carol): PairState => ({
  ...freshPair(circuitPair(tool, ANVIL, author), 0, CIRCUIT_CONFIG),
  ...{ circuit, openedAtUs },
});

describe('weights', () => {
  it('go by what is said in the repository and by the operator, not by what is said elsewhere', () => {
    const said = (repo: AtUri | null): ToolTally => ({ ...tally('sast', 0, 10), repo });
    expect(weightsOf({ tallies: [said(BELLOWS)] })).toBeUndefined();
    const here = weightsOf({ tallies: [said(ANVIL)] })?.get('sast')?.weight;
    expect(here).toBeCloseTo(0.4137, 3);
    expect(weightsOf({ tallies: [said(null)] })?.get('sast')?.weight).toBe(here);
    expect(weightsOf({ tallies: [said(ANVIL), said(BELLOWS)] })?.get('sast')?.weight).toBe(here);
    expect([...at({ tallies: [said(ANVIL)] }).repos.keys()]).toEqual([ANVIL]);
  });

  it.each<[string, Partial<ReputationFacts>]>([
    ['nothing at all', {}],
    [
      'a source that did not look',
      { overrides: [override('source', 'licence', 0)], tallies: [tally('licence', 0, 9)] },
    ],
    ['a reviewer, where none is configured', { tallies: [tally('reviewer', 0, 9)] }],
    ['another contributor', { pairs: [pair('sast', 'OPEN', 0, dave)] }],
    ['a person', { overrides: [override('agent', carol, 0)], revoked: new Set([carol]) }],
  ])('are none where what is known is of %s', (_, facts) => {
    expect(weightsOf(facts)).toBeUndefined();
  });

  it('are none for a change that nobody could read, and no circuit is known where nobody knows whose repository it is', () => {
    const facts = { overrides: [override('source', 'sast', 0)] };
    expect(at(facts).weights(PULL, { kind: 'unavailable' }, true)).toBeUndefined();
    expect(weightsOf({ pairs: [pair('sast', 'OPEN', 0)] }, { pull: pullBy(carol, null) })).toBeUndefined();
  });

  it('are of each source that looked, in its order, and of the reviewer where it is one of them', () => {
    const facts = { overrides: [override('source', 'sast', 0)] };
    const weightOf = (isReviewed: boolean) =>
      [...(weightsOf(facts, { isReviewed }) ?? [])].map(([source, { weight, by }]) => [source, weight, by]);
    expect(weightOf(false)).toEqual([
      ['sast', 0, 'lock'],
      ['secrets', 1, 'nothing'],
    ]);
    expect(weightOf(true)).toEqual([
      ['sast', 0, 'lock'],
      ['secrets', 1, 'nothing'],
      ['reviewer', 1, 'nothing'],
    ]);
  });

  it('go by verdicts of the same kind of change', () => {
    const context = contextOf(PULL, [{ path: 'a.ts', added: 30, deleted: 30 }]);
    expect(context).toBe('typescript/public/m');
    const of = (contextClass: string) => weightsOf({ tallies: [tally('sast', 0, 40, contextClass)] })?.get('sast');
    expect(of(context)).toMatchObject({ by: 'verdicts', contextClass: context, observations: 40 });
    expect(of('go/public/s')).toMatchObject({ by: 'verdicts', contextClass: '', observations: 5 });
    expect(of(context)?.weight).toBeLessThan(of('go/public/s')?.weight ?? 0);
  });

  it.each<[string, CircuitState, number, number, CircuitState]>([
    ['open', 'OPEN', DAY - 1, 0, 'OPEN'],
    ['on probation once the cooldown is over', 'OPEN', DAY, 1, 'HALF_OPEN'],
    ['closed', 'CLOSED', 0, 1, 'CLOSED'],
    ['cut off for good, however long ago', 'TERMINATED', 900 * DAY, 0, 'TERMINATED'],
    ['of an unknown word, which lets nobody through', 'OPENED' as CircuitState, 900 * DAY, 0, 'TERMINATED'],
  ])('of a circuit that is %s', (_, kept, nowUs, weight, circuit) => {
    const found = weightsOf({ pairs: [pair('sast', kept, 0)] }, { nowUs });
    expect(found?.get('sast')).toMatchObject({ weight, circuit });
    expect(found?.get('secrets')).not.toHaveProperty('circuit');
    expect(weightsOf({ pairs: [pair('sast', kept, 0)] }, { nowUs, pull: pullBy(dave) })).toBeUndefined();
  });

  it.each<CircuitState>(['CLOSED', 'HALF_OPEN', 'OPEN', 'TERMINATED'])(
    'are never less for silence that was wrong: its circuit, %s, is said and no more',
    (circuit) => {
      const silent = pair(silenceOf('sast'), circuit, DAY);
      const tallies = [tally('sast', 1, 6), tally(silenceOf('sast'), 0, 90)];
      const without = weightsOf({ tallies: [tally('sast', 1, 6)] })?.get('sast');
      expect(weightsOf({ tallies, pairs: [silent] })?.get('sast')).toEqual({ ...without, circuit });
      expect(weightsOf({ pairs: [silent] })?.get('sast')).toMatchObject({ weight: 1, circuit });
    },
  );

  it('say the worse of the two circuits; a word that was wrong is not counted, whatever silence did', () => {
    const both = (spoken: CircuitState, silent: CircuitState) =>
      weightsOf({ pairs: [pair('sast', spoken, DAY), pair(silenceOf('sast'), silent, DAY)] })?.get('sast');
    expect(both('OPEN', 'CLOSED')).toMatchObject({ weight: 0, circuit: 'OPEN' });
    expect(both('CLOSED', 'OPEN')).toMatchObject({ weight: 1, circuit: 'OPEN' });
    expect(both('OPEN', 'TERMINATED')).toMatchObject({ weight: 0, circuit: 'TERMINATED' });
  });
});

describe('eligibility', () => {
  const here = (is: boolean) => new Map([[eligibilityKey(carol, ANVIL), is]]);
  const HELD = ['eligibility-revoked'];
  it.each<[string, Partial<ReputationFacts>, readonly string[], readonly string[]]>([
    ['of somebody unknown', {}, [], []],
    ['revoked everywhere', { revoked: new Set([carol]) }, HELD, HELD],
    ['revoked everywhere, given back here', { revoked: new Set([carol]), revokedIn: here(false) }, [], HELD],
    ['revoked here', { revokedIn: here(true) }, HELD, []],
    ['of another', { revoked: new Set([dave]) }, [], []],
    [
      'of whom the operator distrusts, given back or not',
      { overrides: [override('agent', carol, 0.2)], revokedIn: here(false) },
      HELD,
      HELD,
    ],
    ['of whom the operator trusts', { overrides: [override('agent', carol, 0.3)] }, [], []],
    ['of a source of that name', { overrides: [override('source', carol, 0)] }, [], []],
  ])('%s', (_, facts, inAnvil, inBellows) => {
    expect(at(facts).guards(PULL)).toEqual(inAnvil);
    expect(at(facts).guards(pullBy(carol, BELLOWS))).toEqual(inBellows);
  });

  it('in a repository that nobody knows goes by what holds everywhere', () => {
    expect(at({ revoked: new Set([carol]), revokedIn: here(false) }).guards(pullBy(carol, null))).toEqual(HELD);
  });
});

describe('whom it concerns', () => {
  it('is everybody where verdicts or an override of a source are others, and nobody where silence was counted', () => {
    const none = at({}).common;
    expect(at({ tallies: [tally('sast', 1, 0)] }).common).not.toBe(none);
    expect(at({ overrides: [override('source', 'sast', 0)] }).common).not.toBe(none);
    expect(at({ tallies: [tally(silenceOf('sast'), 0, 9)] }).common).toBe(none);
    expect(at({ overrides: [override('agent', carol, 0)], pairs: [pair('sast', 'OPEN', 0)] }).common).toBe(none);
  });

  it('is the one person of a circuit, as it comes and as time moves it', () => {
    const facts = { pairs: [pair('sast', 'OPEN', 0), pair('sast', 'CLOSED', null, dave)] };
    const [open, later, last] = [at(facts, 1).people, at(facts, 2).people, at(facts, DAY).people];
    expect([...open.keys()]).toEqual([carol, dave]);
    expect(later).toEqual(open);
    expect([last.get(carol) === open.get(carol), last.get(dave) === open.get(dave)]).toEqual([false, true]);
  });

  it('is whose eligibility came or went, anywhere', () => {
    const people = (facts: Partial<ReputationFacts>) => at(facts).people;
    expect([...people({ revoked: new Set([carol]) }).keys()]).toEqual([carol]);
    const said = (is: boolean) => people({ revokedIn: new Map([[eligibilityKey(carol, ANVIL), is]]) });
    expect([...said(true).keys()]).toEqual([carol]);
    expect(said(true)).not.toEqual(said(false));
    expect([...people({ overrides: [override('agent', carol, 0.1), override('agent', dave, 0.9)] }).keys()]).toEqual([
      carol,
    ]);
  });
});
