import fc from 'fast-check';
import { Matrix, solve } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { buildGraph, type TrustGraph } from '../graph/graph.ts';
import { preTrustOf } from '../graph/seeds.ts';
import { byId, graphOf, halfLifeMs, names, opinions, randomGraph, seedIds } from '../testing.ts';
import { type EigenTrustOptions, type Power, eigenTrust as solveEigenTrust } from './eigentrust.ts';
import { compiledPower } from './kernel/compiled-power.ts';
import { plainPower } from './plain-power.ts';

const clique = 's0>s1 s1>s0 s0>s2 s2>s0 s1>s2 s2>s1';

const l1 = (some: ArrayLike<number>, others: ArrayLike<number>): number =>
  Array.from(some, (each, node) => Math.abs(each - others[node]!)).reduce((sum, each) => sum + each, 0);

/** t = (1−a)(Cᵀt + idle·p) + a·p as dense linear equations. */
const solvedDensely = ({ vouches }: TrustGraph, p: Float64Array, a: number): number[] => {
  const n = p.length;
  const equations = Matrix.eye(n);
  for (let j = 0; j < n; j += 1) {
    for (let edge = vouches.start[j]!; edge < vouches.start[j + 1]!; edge += 1) {
      const i = vouches.from[edge]!;
      equations.set(j, i, equations.get(j, i) - ((1 - a) * vouches.trust[edge]!) / vouches.given[i]!);
    }
    for (let i = 0; i < n; i += 1) {
      if (vouches.given[i] === 0) equations.set(j, i, equations.get(j, i) - (1 - a) * p[j]!);
    }
  }
  return solve(equations, Matrix.columnVector([...p].map((mass) => a * mass))).to1DArray();
};

const engines: [name: string, power: Power][] = [
  ['plain', plainPower],
  ['compiled', compiledPower],
];

describe.each(engines)('eigenTrust, %s', (_, power) => {
  const eigenTrust = (graph: TrustGraph, preTrust: Float64Array, options: EigenTrustOptions = {}) =>
    solveEigenTrust(graph, preTrust, options, power);
  const normalised = (text: string): Record<string, number> => {
    const graph = graphOf(text);
    const { scores } = eigenTrust(graph, preTrustOf(graph, ['m']));
    return byId(
      graph,
      scores.map((score) => score / Math.max(...scores)),
    );
  };

  it('gives 1 / .85 / .7225 along m→alice→carol and exactly 0 to an isolated mutual-vouch clique', () => {
    const scores = normalised(`m>alice alice>carol ${clique}`);
    expect(scores.m).toBe(1);
    expect(scores.alice).toBeCloseTo(0.85, 9);
    expect(scores.carol).toBeCloseTo(0.7225, 9);
    expect([scores.s0, scores.s1, scores.s2]).toEqual([0, 0, 0]);
  });

  it('gives (28, 39, 62)/129 to three peers at a = 1/2', () => {
    // 1 trusts 2 and 3 as 4:3, 3 trusts 2, 2 is idle; p = (1/3, 0, 2/3). Then t = ½(Cᵀt + t₂·p) + ½p.
    const rows = [
      { from: '1', to: '2', weight: 4, ageMs: 0 },
      { from: '1', to: '3', weight: 3, ageMs: 0 },
      { from: '3', to: '2', weight: 9, ageMs: 0 },
    ];
    const graph = buildGraph(rows, { halfLifeMs });
    const { scores } = eigenTrust(graph, Float64Array.of(1 / 3, 0, 2 / 3), { alpha: 0.5, tolerance: 1e-14 });
    [28, 39, 62].forEach((share, node) => {
      expect(scores[node]).toBeCloseTo(share / 129, 12);
    });
  });

  it('dilutes: carol falls to .36 when alice vouches for a second person', () => {
    expect(normalised('m>alice alice>carol alice>dave').carol).toBeCloseTo(0.36125, 9);
  });

  it('sinks: one mistaken vouch lifts a clique above an honest member', () => {
    const scores = normalised(`m>alice alice>carol alice>s0 ${clique}`);
    const [m, s0, s1, s2, carol] = [scores.m, scores.s0, scores.s1, scores.s2, scores.carol].map((score) =>
      Number(score?.toFixed(2)),
    );
    expect({ m, s0, s1, s2, carol }).toEqual({ m: 1, s0: 0.97, s1: 0.72, s2: 0.72, carol: 0.36 });
  });

  it('agrees with a dense solve, sums to 1 and is never negative', () => {
    fc.assert(
      fc.property(opinions, seedIds, fc.constantFrom(0.05, 0.15, 0.5, 1), (rows, seeds, alpha) => {
        const graph = buildGraph(rows, { halfLifeMs, extraIds: names });
        const preTrust = preTrustOf(graph, seeds);
        const { scores, residual, converged } = eigenTrust(graph, preTrust, { alpha });
        const exact = solvedDensely(graph, preTrust, alpha);
        expect(converged).toBe(true);
        expect(l1(scores, exact)).toBeLessThanOrEqual((residual * (1 - alpha)) / alpha + 1e-13);
        expect(l1(eigenTrust(graph, preTrust, { alpha, tolerance: 1e-14 }).scores, exact)).toBeLessThanOrEqual(1e-12);
        expect(scores.reduce((sum, score) => sum + score, 0)).toBeCloseTo(1, 12);
        expect(scores.every((score) => score >= 0)).toBe(true);
      }),
    );
  });

  it('keeps its error bound when stopped early, and says that it did not converge', () => {
    const graph = graphOf('m>a a>b b>m a>c c>a');
    const preTrust = preTrustOf(graph, ['m']);
    const exact = solvedDensely(graph, preTrust, 0.15);
    for (const maxIterations of [1, 2, 3, 5, 10]) {
      const { scores, residual, iterations, converged } = eigenTrust(graph, preTrust, { maxIterations });
      expect({ iterations, converged }).toEqual({ iterations: maxIterations, converged: false });
      expect(l1(scores, exact)).toBeLessThanOrEqual((residual * 0.85) / 0.15);
    }
  });

  it('does not depend on what nodes are called', () => {
    const renaming = fc.shuffledSubarray(names, { minLength: names.length });
    fc.assert(
      fc.property(opinions, seedIds, renaming, (rows, seeds, renamed) => {
        const rename = (id: string) => renamed[names.indexOf(id)] ?? id;
        const graph = buildGraph(rows, { halfLifeMs, extraIds: names });
        const other = buildGraph(
          rows.map((row) => ({ ...row, from: rename(row.from), to: rename(row.to) })),
          { halfLifeMs, extraIds: names },
        );
        const { scores } = eigenTrust(graph, preTrustOf(graph, seeds));
        const { scores: otherScores } = eigenTrust(other, preTrustOf(other, seeds.map(rename)));
        graph.ids.forEach((id, node) => {
          expect(otherScores[other.indexOf(rename(id))]).toBeCloseTo(scores[node]!, 9);
        });
      }),
    );
  });

  it('does not change when one person makes all own vouches heavier', () => {
    fc.assert(
      fc.property(
        opinions,
        seedIds,
        fc.constantFrom(...names),
        fc.constantFrom(1e-6, 3, 1e6),
        (rows, seeds, id, by) => {
          const scale = (row: (typeof rows)[number]) => (row.from === id ? { ...row, weight: row.weight * by } : row);
          const graph = buildGraph(rows, { halfLifeMs });
          const scaled = buildGraph(rows.map(scale), { halfLifeMs });
          const { scores } = eigenTrust(graph, preTrustOf(graph, seeds));
          const other = eigenTrust(scaled, preTrustOf(scaled, seeds));
          scores.forEach((score, node) => {
            expect(other.scores[node]).toBeCloseTo(score, 9);
          });
        },
      ),
    );
  });

  it('is the pre-trust at a = 1', () => {
    fc.assert(
      fc.property(opinions, seedIds, (rows, seeds) => {
        const graph = buildGraph(rows, { halfLifeMs, extraIds: names });
        const preTrust = preTrustOf(graph, seeds);
        expect(eigenTrust(graph, preTrust, { alpha: 1 }).scores).toStrictEqual(preTrust);
      }),
    );
  });

  it('gives all zeros, not NaN, without seeds or without nodes', () => {
    const nothing = { iterations: 0, residual: 0, converged: true };
    const graph = graphOf('a>b');
    expect(eigenTrust(graph, preTrustOf(graph, ['unknown']))).toEqual({ scores: new Float64Array(2), ...nothing });
    expect(eigenTrust(graphOf(''), new Float64Array())).toEqual({ scores: new Float64Array(), ...nothing });
    expect(byId(graphOf('', ['m']), eigenTrust(graphOf('', ['m']), Float64Array.of(1)).scores)).toEqual({ m: 1 });
  });

  it('reaches nodes further out than it takes steps', () => {
    const chain = Array.from({ length: 6000 }, (_, hop) => `n${hop}>n${hop + 1}`).join(' ');
    const graph = graphOf(chain);
    const { scores, iterations } = eigenTrust(graph, preTrustOf(graph, ['n0']));
    expect(iterations).toBeLessThan(200);
    expect(scores.every((score) => score > 0)).toBe(true);
  });

  it('stops on an absolute residual, however many nodes there are', () => {
    const copies = Array.from({ length: 1000 }, (_, k) => `m>a${k} a${k}>b${k} b${k}>a${k}`).join(' ');
    const graph = graphOf(copies);
    const { residual, iterations } = eigenTrust(graph, preTrustOf(graph, ['m']));
    expect(residual).toBeLessThanOrEqual(1e-10);
    expect(iterations).toBeGreaterThan(20);
  });

  it('comes to the same answer from wherever it starts, and sooner from an answer', () => {
    fc.assert(
      fc.property(opinions, seedIds, fc.array(fc.nat(9), { minLength: 8, maxLength: 8 }), (rows, seeds, start) => {
        const graph = buildGraph(rows, { halfLifeMs, extraIds: names });
        const preTrust = preTrustOf(graph, seeds);
        const cold = eigenTrust(graph, preTrust);
        const warm = eigenTrust(graph, preTrust, { initial: Float64Array.from(start) });
        expect(l1(warm.scores, cold.scores)).toBeLessThanOrEqual(
          ((warm.residual + cold.residual) * 0.85) / 0.15 + 1e-13,
        );
        expect(warm.scores.reduce((sum, score) => sum + score, 0)).toBeCloseTo(1, 12);
        expect(warm.scores.map(Math.sign)).toEqual(cold.scores.map(Math.sign));
        expect(eigenTrust(graph, preTrust, { initial: cold.scores }).iterations).toBeLessThanOrEqual(2);
      }),
    );
  });

  it('stops when aborted', () => {
    const graph = graphOf('m>a');
    const signal = AbortSignal.abort(new Error('enough'));
    expect(() => eigenTrust(graph, preTrustOf(graph, ['m']), { signal })).toThrow('enough');
  });

  it.each([
    [{ alpha: 0 }, 'alpha must be in (0,1], got 0'],
    [{ alpha: 1.1 }, 'alpha must be in (0,1], got 1.1'],
    [{ alpha: Number.NaN }, 'alpha must be in (0,1], got NaN'],
    [{ tolerance: 0 }, 'tolerance must be finite and above 0, got 0'],
    [{ tolerance: Number.POSITIVE_INFINITY }, 'tolerance must be finite and above 0, got Infinity'],
    [{ initial: Float64Array.of(1) }, 'initial must have one entry per node (2), got 1'],
    [{ initial: Float64Array.of(1, -1) }, 'initial must have finite entries of at least 0, got -1'],
    [{ maxIterations: 0 }, 'maxIterations must be an integer of at least 1, got 0'],
    [{ maxIterations: 1.5 }, 'maxIterations must be an integer of at least 1, got 1.5'],
  ])('refuses %j', (options, message) => {
    const graph = graphOf('m>a');
    expect(() => eigenTrust(graph, preTrustOf(graph, ['m']), options)).toThrow(new RangeError(message));
  });

  it.each([[[1]], [[0.5, 0.4]], [[1.5, -0.5]], [[Number.NaN, 1]]])('refuses %j as pre-trust of two nodes', (mass) => {
    expect(() => eigenTrust(graphOf('m>a'), Float64Array.from(mass))).toThrow(/^preTrust must/);
  });
});

describe('the two engines', () => {
  it('agree to 1e-12 on a graph of any shape and size', () => {
    const shape = fc.record({ nodes: fc.integer({ min: 2, max: 400 }), edges: fc.nat(3000), seed: fc.nat() });
    fc.assert(
      fc.property(shape, ({ nodes, edges, seed }) => {
        const graph = randomGraph(nodes, edges, seed);
        const preTrust = preTrustOf(graph, graph.ids.slice(0, 3));
        const options = { tolerance: 1e-14 };
        const plain = solveEigenTrust(graph, preTrust, options, plainPower);
        const compiled = solveEigenTrust(graph, preTrust, options, compiledPower);
        expect(l1(plain.scores, compiled.scores)).toBeLessThanOrEqual(1e-12);
        expect(plain.scores.map(Math.sign)).toEqual(compiled.scores.map(Math.sign));
      }),
      { numRuns: 60 },
    );
  });

  it('agree where there are more different weights than have a number of two bytes', () => {
    const graph = randomGraph(20_000, 90_000, 3);
    expect(new Set(graph.vouches.trust).size).toBeGreaterThan(2 ** 16);
    const preTrust = preTrustOf(graph, graph.ids.slice(0, 3));
    const [plain, compiled] = [plainPower, compiledPower].map((power) =>
      solveEigenTrust(graph, preTrust, { tolerance: 1e-14 }, power),
    );
    expect(l1(plain?.scores ?? [], compiled?.scores ?? [])).toBeLessThanOrEqual(1e-12);
  });

  it('are one where a vouch is too faint to divide by', () => {
    const rows = [
      { from: 'm', to: 'a', weight: 1, ageMs: 0 },
      { from: 'a', to: 'b', weight: 1, ageMs: 1070 * halfLifeMs },
      { from: 'b', to: 'm', weight: 1, ageMs: 0 },
    ];
    const graph = buildGraph(rows, { halfLifeMs });
    expect(graph.vouches.given[graph.indexOf('a')]).toBeLessThan(1e-300);
    const preTrust = preTrustOf(graph, ['m']);
    expect(solveEigenTrust(graph, preTrust, {}, compiledPower)).toStrictEqual(
      solveEigenTrust(graph, preTrust, {}, plainPower),
    );
  });
});
