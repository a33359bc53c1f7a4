import fc from 'fast-check';
import { expect, it } from 'vitest';
import { trustScores } from '../scores.ts';
import { halfLifeMs, names, opinions, seedIds } from '../testing.ts';
import { buildGraph, type TrustGraph } from './graph.ts';
import { KeptOpinions } from './kept-opinions.ts';

const OPTIONS = { halfLifeMs, fullWeight: 1, extraIds: names };

const arraysOf = ({ ids, vouches, denounces, scale, dropped }: TrustGraph) => ({
  ...{ ids, vouches, denounces, scale, dropped },
});

const grouped = (rows: readonly { readonly from: string }[]) => Map.groupBy(rows, ({ from }) => from);

it('gives the graph of all opinions, whatever was said before', () => {
  fc.assert(
    fc.property(opinions, opinions, (before, after) => {
      const kept = new KeptOpinions();
      for (const [by, own] of Map.groupBy(before, ({ from }) => from)) kept.set(by, own);
      kept.graph(OPTIONS);
      for (const by of grouped(before).keys()) kept.set(by, []);
      for (const [by, own] of Map.groupBy(after, ({ from }) => from)) kept.set(by, own);
      const rows = [...Map.groupBy(after, ({ from }) => from).values()].flat();
      const extraIds = [...names, ...before.flatMap(({ from, to }) => [from, to])];
      expect(arraysOf(kept.graph(OPTIONS))).toEqual(arraysOf(buildGraph(rows, { ...OPTIONS, extraIds })));
    }),
  );
});

it('keeps people of whom nothing is said any more, and nobody’s number moves by it', () => {
  fc.assert(
    fc.property(opinions, opinions, seedIds, (before, rows, seeds) => {
      const kept = new KeptOpinions();
      for (const by of grouped(before).keys())
        kept.set(
          by,
          before.filter(({ from }) => from === by),
        );
      for (const by of grouped(before).keys()) kept.set(by, []);
      for (const [by, own] of Map.groupBy(rows, ({ from }) => from)) kept.set(by, own);
      const graph = kept.graph({ halfLifeMs, fullWeight: 1, extraIds: seeds });
      const anew = buildGraph([...grouped(rows).values()].flat() as typeof rows, {
        halfLifeMs,
        fullWeight: 1,
        extraIds: seeds,
      });
      const [scores, fresh] = [trustScores(graph, seeds), trustScores(anew, seeds)];
      for (const [node, id] of anew.ids.entries()) {
        const own = graph.indexOf(id);
        expect(scores.standing[own]).toBe(fresh.standing[node]);
        expect(scores.structural[own]).toBe(fresh.structural[node]);
        expect(scores.rank[own]).toBe(fresh.rank[node]);
        expect(scores.eigentrust[own]).toBe(fresh.eigentrust[node]);
      }
    }),
  );
});

it('hands out the very same ids while nobody new is named, and finds nobody who was named later', () => {
  const kept = new KeptOpinions();
  kept.set('m', [{ from: 'm', to: 'a', weight: 1, ageMs: 0 }]);
  const [first, second] = [kept.graph(OPTIONS), kept.graph(OPTIONS)];
  expect(second.ids).toBe(first.ids);
  kept.set('m', [{ from: 'm', to: 'aa-late', weight: 1, ageMs: 0 }]);
  const third = kept.graph(OPTIONS);
  expect([first.indexOf('aa-late'), third.ids[third.indexOf('aa-late')]]).toEqual([-1, 'aa-late']);
  expect(first.ids.map(first.indexOf)).toEqual([...first.ids.keys()]);
});
