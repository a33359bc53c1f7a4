import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AtUri, Did, PairState, ReputationEntry } from '../../domain/index.ts';
import { CIRCUIT_CONFIG, circuitAt, freshPair, recorded } from '../../reputation/index.ts';
import { type Folded, foldCircuits, type SourceEvidence, transitionEntry } from './fold-circuits.ts';
import { circuitPair } from './reputation-now.ts';

const HOUR = 3_600_000_000;
const REPO = 'at://did:plc:mira/sh.tangled.repo/anvil' as AtUri;
const carol = 'did:plc:carol' as Did;
const pullOf = (author: string, key: string) => `at://did:plc:${author}/sh.tangled.repo.pull/${key}` as AtUri;
const row = (outcome: 'success' | 'failure', atUs: number, more: Partial<SourceEvidence> = {}): SourceEvidence => ({
  ...{ source: 'sast', repo: REPO, author: carol, pull: pullOf('carol', 'a'), silent: false },
  ...{ outcome, why: 'said', by: 'did:plc:mira', atUs },
  ...more,
});
const bad = (atUs: number, more = {}): SourceEvidence => row('failure', atUs, more);
const good = (atUs: number, more = {}): SourceEvidence => row('success', atUs, more);
const PAIR = circuitPair('sast', REPO, carol);
const act = (kind: 'circuit.reset' | 'circuit.terminate', atUs: number): ReputationEntry => ({
  ...{ kind, subject: PAIR.pairId, by: 'operator', atUs, key: `${kind} ${atUs}` },
  body: { source: PAIR.agentA, with: PAIR.agentB, reason: null },
});
const only = ({ pairs }: Folded): PairState | undefined => {
  expect(pairs.length).toBeLessThan(2);
  return pairs[0];
};
const inOrder = ({ pairs, changes }: Folded) => ({
  pairs: pairs.toSorted((a, b) => (a.pairId < b.pairId ? -1 : 1)),
  changes: changes.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
});

const anyRow = fc
  .record({
    source: fc.constantFrom('sast', 'reviewer'),
    author: fc.constantFrom('did:plc:carol' as Did, 'did:plc:dave' as Did),
    silent: fc.boolean(),
    outcome: fc.constantFrom('success' as const, 'failure' as const),
    by: fc.constantFrom('did:plc:mira', 'did:plc:ravi', 'operator'),
    atUs: fc.integer({ min: 0, max: 40 }).map((step) => step * 6 * HOUR),
  })
  .map((given) => row('failure', 0, given));
const anyActs = fc
  .array(fc.tuple(fc.constantFrom('circuit.reset' as const, 'circuit.terminate' as const), fc.nat(40)), {
    maxLength: 3,
  })
  .map((given) => given.map(([kind, step]) => act(kind, step * 6 * HOUR)));

describe('folding circuits', () => {
  it('comes to the same in whatever order evidence is handed in', () => {
    fc.assert(
      fc.property(
        fc
          .array(anyRow, { maxLength: 12 })
          .chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }))),
        anyActs,
        ([rows, shuffled], acts) => {
          expect(inOrder(foldCircuits(shuffled, acts))).toEqual(inOrder(foldCircuits(rows, acts)));
        },
      ),
    );
  });

  it('is recording one outcome after the other, by hand', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.nat(90)), { minLength: 1, maxLength: 20 }), (steps) => {
        let atUs = 0;
        const rows = steps.map(([isGood, hours]) => {
          atUs += (hours + 1) * HOUR;
          return isGood ? good(atUs) : bad(atUs);
        });
        let state = freshPair(PAIR, rows[0]?.atUs ?? 0, CIRCUIT_CONFIG);
        const changes = rows.flatMap(({ outcome, atUs: at }) => {
          const after = recorded(state, outcome, at, CIRCUIT_CONFIG);
          state = after.state;
          return after.change ?? [];
        });
        expect(foldCircuits(rows, [])).toEqual({ pairs: [state], changes });
      }),
    );
  });

  it('opens at the second failure in a row, and closes by good words after the cooldown', () => {
    const rows = [bad(HOUR), bad(2 * HOUR), good(27 * HOUR), good(28 * HOUR)];
    expect(foldCircuits(rows, []).changes.map(({ from, to, atUs }) => [from, to, atUs / HOUR])).toEqual([
      ['CLOSED', 'OPEN', 2],
      ['OPEN', 'HALF_OPEN', 27],
      ['HALF_OPEN', 'CLOSED', 28],
    ]);
    const opened = only(foldCircuits(rows.slice(0, 2), []));
    expect(opened && [2, 25, 26].map((hour) => circuitAt(opened, hour * HOUR, CIRCUIT_CONFIG))).toEqual([
      'OPEN',
      'OPEN',
      'HALF_OPEN',
    ]);
  });

  it('counts what a source says and its silence apart, and each contributor, repository and source', () => {
    const other = 'at://did:plc:mira/sh.tangled.repo/bellows' as AtUri;
    const rows = [
      bad(1),
      bad(2, { silent: true }),
      bad(3, { author: 'did:plc:dave' }),
      bad(4, { repo: other }),
      bad(5, { source: 'reviewer' }),
    ];
    const { pairs, changes } = foldCircuits(rows, []);
    expect(changes).toEqual([]);
    expect(pairs.map(({ agentA, agentB, interactions }) => [agentA, agentB, interactions])).toEqual([
      ['sast', `${REPO} ${carol}`, 1],
      ['sast:silence', `${REPO} ${carol}`, 1],
      ['sast', `${REPO} did:plc:dave`, 1],
      ['sast', `${other} ${carol}`, 1],
      ['reviewer', `${REPO} ${carol}`, 1],
    ]);
  });

  it('stands as if evidence that is taken back had never been', () => {
    const [one, two, three] = [bad(HOUR), bad(2 * HOUR), good(3 * HOUR)];
    expect(only(foldCircuits([one, two, three], []))?.circuit).toBe('OPEN');
    expect(foldCircuits([one, three], [])).toEqual(foldCircuits([three, one], []));
    expect(only(foldCircuits([one, three], []))).toMatchObject({ circuit: 'CLOSED', interactions: 2 });
    expect(foldCircuits([], [])).toEqual({ pairs: [], changes: [] });
  });

  it('is opened by rows of evidence alone: nothing else is handed in, and every state change has a row of its time', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 20 }), anyActs, (rows, acts) => {
        for (const { atUs, agentA, agentB } of foldCircuits(rows, acts).changes) {
          const own = rows.filter((each) => each.atUs === atUs);
          expect(
            own.map(({ source, silent, repo, author }) => `${source}${silent ? ':silence' : ''} ${repo} ${author}`),
          ).toContain(`${agentA} ${agentB}`);
        }
      }),
    );
  });

  it('forgets what was before a reset, and the pair where nothing came since', () => {
    const rows = [bad(HOUR), bad(2 * HOUR), bad(4 * HOUR)];
    const reset = act('circuit.reset', 3 * HOUR);
    expect(only(foldCircuits(rows, [reset]))).toMatchObject({ circuit: 'CLOSED', interactions: 1 });
    expect(foldCircuits(rows, [reset]).changes).toEqual([]);
    expect(foldCircuits(rows.slice(0, 2), [reset])).toEqual({ pairs: [], changes: [] });
  });

  it.each<[string, readonly ('circuit.reset' | 'circuit.terminate')[], string | undefined]>([
    ['terminated stays so', ['circuit.terminate'], 'TERMINATED'],
    ['reset after that starts anew', ['circuit.terminate', 'circuit.reset'], 'CLOSED'],
    ['terminated after a reset is so', ['circuit.reset', 'circuit.terminate'], 'TERMINATED'],
    [
      'terminated, reset and terminated again is so',
      ['circuit.terminate', 'circuit.reset', 'circuit.terminate'],
      'TERMINATED',
    ],
  ])('a pair that was %s, whatever good comes after, acts of one moment in their order', (_, kinds, circuit) => {
    const acts = kinds.map((kind) => act(kind, 2 * HOUR));
    const rows = [bad(HOUR), ...Array.from({ length: 20 }, (__, at) => good((3 + at) * HOUR))];
    expect(only(foldCircuits(rows, acts))?.circuit).toBe(circuit);
  });

  it('keeps a pair cut off though all evidence is taken back, and moves it no more', () => {
    const terminate = act('circuit.terminate', 2 * HOUR);
    expect(only(foldCircuits([], [terminate]))).toMatchObject({ ...PAIR, circuit: 'TERMINATED', interactions: 0 });
    expect(foldCircuits([], [terminate, act('circuit.reset', 3 * HOUR)]).pairs).toEqual([]);
    expect(foldCircuits([bad(HOUR), bad(3 * HOUR)], [terminate]).changes).toEqual([]);
  });

  it('names a transition by the pair, its time and where it led', () => {
    const [change] = foldCircuits([bad(HOUR), bad(2 * HOUR)], []).changes;
    if (change === undefined) throw new Error('nothing opened');
    expect(transitionEntry(change)).toEqual({
      ...{ kind: 'circuit.transition', subject: PAIR.pairId, by: 'service', atUs: 2 * HOUR },
      body: { source: 'sast', with: `${REPO} ${carol}`, from: 'CLOSED', to: 'OPEN', score: change.score },
      key: `circuit.transition ${PAIR.pairId} ${2 * HOUR} OPEN`,
    });
  });
});
