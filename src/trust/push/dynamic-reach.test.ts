import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graphOf } from '../testing.ts';
import { DynamicGraph } from './dynamic-graph.ts';
import { DynamicReach } from './dynamic-reach.ts';

const PEOPLE = 12;
const node = fc.integer({ min: 0, max: PEOPLE - 1 });
const pair = fc.tuple(node, node).filter(([from, to]) => from !== to);
/** A vouch given, or one of those there are, by number, withdrawn. */
const step = fc.oneof({ weight: 3, arbitrary: pair }, { weight: 4, arbitrary: fc.nat() });

const idOf = (index: number) => `n${String(index).padStart(2, '0')}`;
const textOf = (pairs: Iterable<readonly [number, number]>) =>
  [...pairs].map(([from, to]) => `${idOf(from)}>${idOf(to)}`).join(' ');

/** Everybody on a walk from the roots along these pairs. */
const walked = (pairs: Iterable<readonly [number, number]>, roots: readonly number[]): Set<number> => {
  const seen = new Set(roots);
  for (const at of seen) for (const [from, to] of pairs) if (from === at) seen.add(to);
  return seen;
};

type Step = readonly [number, number] | number;

/** Vouches as plain data. */
const pairsOf = (start: readonly (readonly [number, number])[]) => {
  const live = new Map(start.map((each) => [String(each), each]));
  return {
    all: () => [...live.values()],
    /** What to set, or null when there is nothing to withdraw. */
    take: (made: Step): readonly [from: number, to: number, trust: number] | null => {
      const [from, to] = typeof made === 'number' ? ([...live.values()][made % live.size] ?? [-1, -1]) : made;
      if (typeof made !== 'number') live.set(String(made), made);
      else if (!live.delete(String([from, to]))) return null;
      return [from, to, typeof made === 'number' ? 0 : 1];
    },
  };
};

const everybody = Array.from({ length: PEOPLE }, (_, index) => index);

describe('DynamicReach', () => {
  it('knows whom a walk reaches, and who is lost, through any vouches given and withdrawn', () => {
    const many = fc.array(step, { minLength: 10, maxLength: 60 });
    fc.assert(
      fc.property(
        fc.array(pair, { maxLength: 20 }),
        many,
        fc.uniqueArray(node, { maxLength: 2 }),
        (start, made, roots) => {
          const live = pairsOf(start);
          const graph = new DynamicGraph(graphOf(textOf(live.all()), everybody.map(idOf)));
          const reach = new DynamicReach(graph, roots);
          for (const each of made) {
            const change = live.take(each);
            if (change === null) continue;
            const [from, to, trust] = change;
            const before = everybody.filter((person) => reach.has(person));
            graph.set(from, to, trust);
            const lost = trust > 0 ? reach.link(from, to) : reach.unlink(from, to);
            const reached = walked(live.all(), roots);
            expect(everybody.filter((person) => reach.has(person))).toEqual([...reached].sort((a, b) => a - b));
            expect([...(lost ?? [])].sort((a, b) => a - b)).toEqual(before.filter((person) => !reached.has(person)));
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('says who is lost when the seeds change', () => {
    const graph = new DynamicGraph(graphOf('m>a a>b n>b n>c'));
    const nodes = (...ids: string[]) => ids.map((id) => graph.indexOf(id));
    const reach = new DynamicReach(graph, nodes('m'));
    expect(reach.reseed(nodes('n'))).toEqual(nodes('a', 'm'));
    expect(nodes('b', 'c').every((each) => reach.has(each))).toBe(true);
    expect(reach.reseed([])).toEqual(nodes('b', 'c', 'n'));
  });
});

describe('DynamicGraph', () => {
  it('has the vouches that a graph built of them has, both ways', () => {
    const many = fc.array(step, { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 30 }), many, (start, made) => {
        const live = pairsOf(start);
        const graph = new DynamicGraph(graphOf(textOf(live.all()), everybody.map(idOf)));
        for (const each of made) {
          const change = live.take(each);
          if (change !== null) graph.set(...change);
        }
        for (const each of everybody) {
          const { to, share, start: first, end } = graph.row(each);
          const targets = live
            .all()
            .filter(([from]) => from === each)
            .map(([, target]) => target);
          const vouchers = live
            .all()
            .filter(([, target]) => target === each)
            .map(([from]) => from);
          expect([...to.subarray(first, end)]).toEqual(targets.sort((a, b) => a - b));
          expect(share.subarray(first, end).every((part) => Math.abs(part * targets.length - 1) < 1e-12)).toBe(true);
          expect([...graph.vouchersOf(each)].sort((a, b) => a - b)).toEqual(vouchers.sort((a, b) => a - b));
        }
      }),
    );
  });

  it('leaves the graph as it was', () => {
    const given = graphOf('m>a m>b');
    const before = structuredClone(given.vouches);
    const graph = new DynamicGraph(given);
    graph.set(graph.indexOf('m'), graph.indexOf('a'), 0);
    graph.set(graph.intern('x'), graph.indexOf('m'), 2);
    expect(given.vouches).toEqual(before);
    expect(graph.ids()).toEqual(['a', 'b', 'm', 'x']);
  });
});
