import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildGraph } from '../graph/graph.ts';
import { preTrustOf } from '../graph/seeds.ts';
import { graphOf, halfLifeMs, names, opinions, seedIds, vouch } from '../testing.ts';
import { eigenTrust } from './eigentrust.ts';
import { warmStart } from './warm-start.ts';

describe('warmStart', () => {
  it('leads to the same scores within the bound', () => {
    fc.assert(
      fc.property(opinions, fc.array(vouch, { maxLength: 3 }), seedIds, (rows, later, seeds) => {
        const before = buildGraph(rows, { halfLifeMs });
        const { scores } = eigenTrust(before, preTrustOf(before, seeds));
        const graph = buildGraph([...rows, ...later], { halfLifeMs, extraIds: names });
        const preTrust = preTrustOf(graph, seeds);
        const cold = eigenTrust(graph, preTrust);
        const warm = eigenTrust(graph, preTrust, { initial: warmStart({ ids: before.ids, scores }, graph) });
        const distance = warm.scores.reduce((sum, score, node) => sum + Math.abs(score - cold.scores[node]!), 0);
        expect(distance).toBeLessThanOrEqual(((cold.residual + warm.residual) * 0.85) / 0.15 + 1e-13);
      }),
    );
  });

  it('leads there in fewer steps when little changed', () => {
    const ring = Array.from({ length: 300 }, (_, k) => `n${k}>n${(7 * k + 1) % 300} n${k}>n${(k + 1) % 300}`).join(' ');
    const before = graphOf(ring);
    const { scores, iterations } = eigenTrust(before, preTrustOf(before, ['n0']));
    const graph = graphOf(`${ring} n150>new`);
    const initial = warmStart({ ids: before.ids, scores }, graph);
    expect(eigenTrust(graph, preTrustOf(graph, ['n0']), { initial }).iterations).toBeLessThan(0.8 * iterations);
    const same = warmStart({ ids: before.ids, scores }, before);
    expect(eigenTrust(before, preTrustOf(before, ['n0']), { initial: same }).iterations).toBeLessThanOrEqual(2);
  });

  it('knows people by id, not by place, drops who left and gives nothing to who came', () => {
    const start = warmStart({ ids: ['b', 'gone', 'm'], scores: Float64Array.of(0.2, 0.2, 0.6) }, graphOf('m>a a>b'));
    expect([...start].map((mass) => Number(mass.toFixed(12)))).toEqual([0, 0.25, 0.75]);
  });

  it('is all zeros when nobody with a score is left, and eigenTrust then starts as without', () => {
    const graph = graphOf('m>a a>m');
    const initial = warmStart({ ids: ['x'], scores: Float64Array.of(1) }, graph);
    const preTrust = preTrustOf(graph, ['m']);
    expect([...initial]).toEqual([0, 0]);
    expect(eigenTrust(graph, preTrust, { initial })).toEqual(eigenTrust(graph, preTrust));
  });

  it('refuses scores that are not one per id', () => {
    expect(() => warmStart({ ids: ['x'], scores: new Float64Array(2) }, graphOf('m>a'))).toThrow(
      new RangeError('scores must have one entry per id (1), got 2'),
    );
  });
});
