import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byId, graphOf } from '../testing.ts';
import { FlowNetwork } from './flow-network.ts';
import { maxFlowAccepted } from './max-flow.ts';

const accepted = (text: string, capacities: number[], seeds = ['m']) => {
  const graph = graphOf(text, seeds);
  return byId(graph, maxFlowAccepted(graph, seeds, { capacities }));
};

describe('maxFlowAccepted', () => {
  it('accepts everybody reached while capacity lasts', () => {
    expect(accepted('m>a a>b x>y', [800, 200, 200, 50])).toEqual({ m: 1, a: 1, b: 1, x: 0, y: 0 });
  });

  it('accepts no more behind one vouch than its receiver can pass on', () => {
    // g may carry 3: itself and two of the five behind it, whatever they say of each other.
    const clique = 's1>s2 s2>s3 s3>s4 s4>s5 s5>s1 s1>s5';
    const got = accepted(`m>g g>s1 g>s2 g>s3 g>s4 g>s5 ${clique}`, [100, 50, 3, 1]);
    expect(got).toMatchObject({ m: 1, g: 1 });
    expect(['s1', 's2', 's3', 's4', 's5'].filter((id) => got[id] === 1)).toHaveLength(2);
  });

  it('accepts the nearer ones first', () => {
    expect(accepted('m>a a>b b>c', [4, 4, 4, 4, 4])).toEqual({ m: 1, a: 1, b: 1, c: 0 });
  });

  it('reroutes flow where the first path took the wrong way', () => {
    // a can pass one on: to x or to y. b reaches x alone, so both are accepted only if a serves y.
    expect(accepted('m>a m>b a>x a>y b>x', [20, 10, 2, 1])).toEqual({ m: 1, a: 1, b: 1, x: 1, y: 1 });
  });

  it('counts no vouch below the weight asked for', () => {
    const graph = graphOf('m>a');
    expect([...maxFlowAccepted(graph, ['m'], { minWeight: 1 })]).toEqual([1, 1]);
    expect([...maxFlowAccepted(graph, ['m'], { minWeight: 1.5 })]).toEqual([0, 1]);
  });
});

describe('FlowNetwork', () => {
  it('sends exactly what the smallest cut lets through', () => {
    const edge = fc.tuple(fc.nat(5), fc.nat(5), fc.nat(4));
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 20 }), (edges) => {
        const network = new FlowNetwork(6);
        for (const [from, to, capacity] of edges) network.connect(from, to, capacity);
        const cuts = Array.from({ length: 2 ** 4 }, (_, bits) => {
          const inside = (node: number): boolean => node === 0 || (node < 5 && ((bits >> (node - 1)) & 1) === 1);
          return edges.reduce((sum, [from, to, size]) => sum + (inside(from) && !inside(to) ? size : 0), 0);
        });
        expect(network.fill(0, 5)).toBe(Math.min(...cuts));
      }),
      { numRuns: 500 },
    );
  });
});
