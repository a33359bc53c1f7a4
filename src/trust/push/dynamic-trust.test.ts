import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eigenTrust } from '../eigentrust/eigentrust.ts';
import { buildGraph } from '../graph/graph.ts';
import type { Opinion } from '../graph/local-trust.ts';
import { preTrustOf } from '../graph/seeds.ts';
import { graphOf, halfLifeMs, name, names, opinions, seedIds } from '../testing.ts';
import { type TrackOptions, type TrustTracker, type TrustUpdate, trackTrust } from './dynamic-trust.ts';

/** The distance of the reference to the exact answer. */
const referenceError = (alpha: number) => 1e-14 / alpha + 1e-14;

const newcomers = ['new', 'newer', 'newest'];
const anybody = fc.oneof({ weight: 6, arbitrary: name }, fc.constantFrom(...newcomers));
type Change =
  | { readonly kind: 'vouch'; readonly from: string; readonly to: string; readonly trust: number }
  /** Of the vouches there are, by number. */
  | { readonly kind: 'revoke'; readonly at: number }
  | { readonly kind: 'reseed'; readonly seeds: readonly string[] };

const change: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('vouch'),
      from: anybody,
      to: anybody,
      trust: fc.oneof(fc.constant(1), fc.double({ min: 1e-3, max: 8, noNaN: true })),
    }),
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('revoke'), at: fc.nat() }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('reseed'), seeds: fc.uniqueArray(anybody, { maxLength: 3 }) }),
  },
);

/** The same vouches and seeds as plain data, and their EigenTrust from nothing. */
const plainly = (rows: readonly Opinion[], seeds: readonly string[], alpha: number) => {
  // One vouch of weight 1, so that the graph's unit is 1 too.
  const vouches = new Map<string, Opinion>([['', { from: 'one', to: 'other', weight: 1, ageMs: 0 }]]);
  for (const row of rows) {
    if (row.from !== row.to && row.weight > 0) vouches.set(`${row.from} ${row.to}`, { ...row, ageMs: 0 });
  }
  let roots = seeds;
  return {
    graph: () => buildGraph(vouches.values(), { halfLifeMs, fullWeight: 1, extraIds: [...names, ...seeds] }),
    /** Makes a change here and there. */
    apply: (made: Change, tracker: TrustTracker): TrustUpdate => {
      if (made.kind === 'reseed') {
        roots = made.seeds;
        return tracker.reseed(roots);
      }
      if (made.kind === 'revoke') {
        const [key, { from, to }] = [...vouches][made.at % vouches.size] ?? ['', { from: '', to: '' }];
        if (key !== '') vouches.delete(key);
        return tracker.revoke(key === '' ? '' : from, to);
      }
      const { from, to, trust } = made;
      if (from !== to) vouches.set(`${from} ${to}`, { from, to, weight: trust, ageMs: 0 });
      return tracker.vouch(from, to, trust);
    },
    solve: () => {
      const extraIds = [...names, ...newcomers];
      const graph = buildGraph(vouches.values(), { halfLifeMs, fullWeight: 1, extraIds });
      const { scores } = eigenTrust(graph, preTrustOf(graph, roots), { alpha, tolerance: 1e-14 });
      return new Map(graph.ids.map((id, node) => [id, scores[node]!]));
    },
  };
};

const distance = (tracker: TrustTracker, exact: ReadonlyMap<string, number>): number =>
  [...exact].reduce((sum, [id, score]) => sum + Math.abs(tracker.scoreOf(id) - score), 0);

const zeros = (exact: ReadonlyMap<string, number>, scoreOf: (id: string) => number): string[] =>
  [...exact.keys()].filter((id) => scoreOf(id) === 0);

const alphas = fc.constantFrom(0.05, 0.15, 0.5, 1);
const changes = fc.array(change, { minLength: 10, maxLength: 25 });

const checked = (options: fc.Arbitrary<TrackOptions>, check: (tracker: TrustTracker, options: TrackOptions) => void) =>
  fc.property(opinions, seedIds, alphas, options, changes, (rows, seeds, alpha, chosen, made) => {
    const plain = plainly(rows, seeds, alpha);
    const tracker = trackTrust(plain.graph(), seeds, { alpha, ...chosen });
    if (chosen.tolerance) tracker.settle();
    for (const each of made) {
      const update = plain.apply(each, tracker);
      const exact = plain.solve();
      expect(tracker.bound).toBe(update.bound);
      expect(distance(tracker, exact)).toBeLessThanOrEqual(update.bound + referenceError(alpha));
      expect(zeros(exact, tracker.scoreOf.bind(tracker))).toEqual(zeros(exact, (id) => exact.get(id) ?? 0));
      check(tracker, chosen);
    }
  });

describe('trackTrust', () => {
  it('stays within its bound of a full solve, and the bound within the tolerance, whatever changes', () => {
    const tolerances = fc.constantFrom(1e-2, 1e-4, 1e-8, 1e-11).map((tolerance) => ({ tolerance }));
    fc.assert(
      checked(tolerances, (tracker, { tolerance = 0 }) => {
        expect(tracker.bound).toBeLessThanOrEqual(tolerance);
      }),
      { numRuns: 300 },
    );
  });

  it('stays within the bound it states when it may push little or nothing', () => {
    const budgets = fc.constantFrom(0, 1, 3, 10).map((mostEdges) => ({ mostEdges }));
    fc.assert(
      checked(budgets, (tracker) => {
        expect(tracker.bound).toBeLessThanOrEqual(2);
      }),
      { numRuns: 300 },
    );
  });

  it('starts from scores of any accuracy, and says how good they are', () => {
    const starts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(opinions, seedIds, starts, (rows, seeds, scores) => {
        const plain = plainly(rows, seeds, 0.15);
        const graph = plain.graph();
        const start = Float64Array.from(graph.ids, (_, node) => scores[node] ?? 0);
        const tracker = trackTrust(graph, seeds, { scores: start, tolerance: 1e-9 });
        expect(distance(tracker, plain.solve())).toBeLessThanOrEqual(tracker.bound + referenceError(0.15));
        tracker.settle();
        expect(tracker.bound).toBeLessThanOrEqual(1e-9);
        expect(distance(tracker, plain.solve())).toBeLessThanOrEqual(1e-9);
      }),
    );
  });

  it('carries what is left over to the next update', () => {
    fc.assert(
      fc.property(opinions, seedIds, changes, (rows, seeds, made) => {
        const plain = plainly(rows, seeds, 0.15);
        const tracker = trackTrust(plain.graph(), seeds, { mostEdges: 0, tolerance: 1e-11 });
        for (const each of made) {
          plain.apply(each, tracker);
        }
        expect(tracker.settle().bound).toBeLessThanOrEqual(1e-11);
        expect(distance(tracker, plain.solve())).toBeLessThanOrEqual(1e-11 + referenceError(0.15));
      }),
    );
  });

  it('gives the bound of a change by hand: a vouch of one half moved, nothing pushed', () => {
    // m→a at a = ½: x = (1, ½). A second, equal vouch moves ¼ of residual from a to b: 2·¼/(½·1½).
    const scores = Float64Array.of(1 / 3, 0, 2 / 3);
    const tracker = trackTrust(graphOf('m>a', ['b']), ['m'], { alpha: 0.5, mostEdges: 0, scores });
    const { bound, pushes, edges, needsSolve } = tracker.vouch('m', 'b', 1);
    expect(bound).toBeCloseTo(2 / 3, 9);
    expect({ pushes, edges, needsSolve }).toEqual({ pushes: 0, edges: 0, needsSolve: true });
  });

  it('sums to 1 within the bound, in the order of its ids', () => {
    const tracker = trackTrust(graphOf('m>a a>b b>a'), ['m'], { tolerance: 1e-12 });
    tracker.vouch('b', 'zoe', 1);
    tracker.vouch('zoe', 'c', 2);
    expect(tracker.ids()).toEqual(['a', 'b', 'm', 'zoe', 'c']);
    expect(tracker.scores()).toEqual(Float64Array.from(tracker.ids(), (id) => tracker.scoreOf(id)));
    expect(tracker.scores().reduce((sum, score) => sum + score, 0)).toBeCloseTo(1, 11);
  });

  it('gives exactly 0 to a clique whose only vouch is withdrawn, and trust again with the next', () => {
    const tracker = trackTrust(graphOf('m>a a>s m>b s>t t>u u>s u>b'), ['m']);
    const before = tracker.scoreOf('t');
    tracker.revoke('a', 's');
    expect(['s', 't', 'u'].map((id) => tracker.scoreOf(id))).toEqual([0, 0, 0]);
    expect(tracker.scoreOf('b')).toBeGreaterThan(0);
    tracker.vouch('a', 's', 1);
    expect(tracker.scoreOf('t')).toBeCloseTo(before, 7);
  });

  it('cuts off a large clique at once, not by and by', () => {
    const clique = Array.from({ length: 40 }, (_, k) => Array.from({ length: 40 }, (_, l) => `s${k}>s${l}`).join(' '));
    const tracker = trackTrust(graphOf(`m>a m>s0 ${clique.join(' ')}`), ['m'], { tolerance: 1e-12 });
    expect(tracker.revoke('m', 's0').pushes).toBeLessThan(10);
  });

  it('takes a second vouch for the first one, changed', () => {
    const tracker = trackTrust(graphOf('m>a m>b'), ['m'], { tolerance: 1e-12 });
    tracker.vouch('m', 'a', 3);
    expect(tracker.scoreOf('a') / tracker.scoreOf('b')).toBeCloseTo(3, 9);
    tracker.vouch('m', 'a', 1);
    expect(tracker.scoreOf('a') / tracker.scoreOf('b')).toBeCloseTo(1, 9);
  });

  it.each<[string, (tracker: TrustTracker) => unknown]>([
    ['a vouch for oneself', (tracker) => tracker.vouch('a', 'a', 1)],
    ['a withdrawal of what never was', (tracker) => tracker.revoke('b', 'm')],
    ['a withdrawal by nobody known', (tracker) => tracker.revoke('x', 'y')],
    ['the same vouch again', (tracker) => tracker.vouch('m', 'a', 1)],
    ['the same seeds again, twice named', (tracker) => tracker.reseed(['m', 'm'])],
  ])('changes nothing after %s', (_, act) => {
    const tracker = trackTrust(graphOf('m>a a>b'), ['m']);
    const before = tracker.scores();
    expect(act(tracker)).toMatchObject({ pushes: 0, edges: 0 });
    expect(tracker.scores()).toEqual(before);
    expect(tracker.ids()).toEqual(['a', 'b', 'm']);
  });

  it('withdraws a vouch once, however often it is asked', () => {
    const tracker = trackTrust(graphOf('m>a m>b'), ['m'], { tolerance: 1e-12 });
    tracker.revoke('m', 'a');
    const before = tracker.scores();
    tracker.revoke('m', 'a');
    expect(tracker.scores()).toEqual(before);
    expect(tracker.scoreOf('b') / tracker.scoreOf('m')).toBeCloseTo(0.85, 9);
  });

  it('trusts nobody without seeds, exactly, and starts again with one', () => {
    const tracker = trackTrust(graphOf('m>a a>b'), [], { tolerance: 1e-12 });
    expect([...tracker.scores(), tracker.bound]).toEqual([0, 0, 0, 0]);
    tracker.reseed(['m']);
    expect(tracker.scoreOf('a') / tracker.scoreOf('m')).toBeCloseTo(0.85, 9);
    expect(tracker.reseed([]).bound).toBe(0);
    expect([...tracker.scores()]).toEqual([0, 0, 0]);
  });

  it('asks for a full solve when the bound passes the limit, and not before', () => {
    const graph = graphOf('m>a a>b b>m');
    expect(trackTrust(graph, ['m'], { mostEdges: 0 }).vouch('b', 'a', 1).needsSolve).toBe(true);
    expect(trackTrust(graph, ['m'], { mostEdges: 0, limit: 2 }).vouch('b', 'a', 1).needsSolve).toBe(false);
    expect(trackTrust(graph, ['m']).vouch('b', 'a', 1).needsSolve).toBe(false);
  });

  it('stays in a small corner when little trust is moved', () => {
    const chain = Array.from({ length: 5000 }, (_, hop) => `n${hop}>n${hop + 1}`).join(' ');
    const tracker = trackTrust(graphOf(chain), ['n0'], { tolerance: 1e-6 });
    const { pushes, edges } = tracker.vouch('n20', 'aside', 1);
    expect(pushes).toBeGreaterThan(10);
    expect(edges).toBeLessThan(200);
  });

  it('keeps its bound over a thousand changes', () => {
    const rows = fc.sample(opinions, { numRuns: 1, seed: 5 })[0] ?? [];
    const plain = plainly(rows, ['a'], 0.15);
    const tracker = trackTrust(plain.graph(), ['a'], { tolerance: 1e-12 });
    for (const each of fc.sample(change, { numRuns: 1000, seed: 7 })) {
      plain.apply(each, tracker);
    }
    expect(tracker.bound).toBeLessThanOrEqual(1e-12);
    expect(distance(tracker, plain.solve())).toBeLessThanOrEqual(1e-12 + referenceError(0.15));
  });

  it.each<[TrackOptions, string]>([
    [{ alpha: 0 }, 'alpha must be in (0,1], got 0'],
    [{ tolerance: 0 }, 'tolerance must be finite and above 0, got 0'],
    [{ mostEdges: -1 }, 'mostEdges must be at least 0, got -1'],
    [{ limit: Number.NaN }, 'limit must be at least 0, got NaN'],
    [{ scores: Float64Array.of(1) }, 'scores must have one entry per node (2), got 1'],
    [{ scores: Float64Array.of(1, -1) }, 'scores must be in [0,1], got -1'],
  ])('refuses %j', (options, message) => {
    expect(() => trackTrust(graphOf('m>a'), ['m'], options)).toThrow(new RangeError(message));
  });

  it.each([0, -1, Number.NaN, 1e201])('refuses a vouch of weight %d', (trust) => {
    const tracker = trackTrust(graphOf('m>a'), ['m']);
    expect(() => tracker.vouch('a', 'm', trust)).toThrow(`trust must be in (0,1e+200], got ${trust}`);
  });
});
