import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildGraph } from '../graph/graph.ts';
import type { Opinion } from '../graph/local-trust.ts';
import { strongestPath } from '../why/explain.ts';
import { affectedBy } from './affected.ts';
import { appraise } from './appraise.ts';
import { standingOf } from './standing.ts';
import { viewsOf } from './views.ts';
import { tellerOf } from './votes.ts';

const YEAR = 1000;
const unfed = { standing: 1, fedBack: [] };
const idOf = (person: number): string => `n${person}`;

interface Said {
  readonly to: number;
  readonly weight: number;
  readonly ageMs: number;
}
type Opinions = ReadonlyMap<number, readonly Said[]>;

const seen = (opinions: Opinions, seeds: readonly number[], people: number, budget: number) => {
  const list: Opinion[] = [...opinions].flatMap(([from, said]) =>
    said.map(({ to, weight, ageMs }) => ({ from: idOf(from), to: idOf(to), weight, ageMs })),
  );
  const extraIds = Array.from({ length: people }, (_, person) => idOf(person));
  const graph = buildGraph(list, { halfLifeMs: YEAR, fullWeight: 1, extraIds });
  const operator = standingOf(graph, seeds.map(idOf), { decay: 0.85, budget });
  const views = viewsOf(graph, seeds.map(idOf), { decay: 0.85, budget, operator });
  const teller = tellerOf(graph.ids.length);
  return {
    graph,
    operator,
    /** All that a decision is told of somebody's trust. */
    told: (person: number, starters: readonly number[]) => {
      const view = views.with(starters.map(idOf));
      const node = graph.indexOf(idOf(person));
      const {
        standing: own,
        structural,
        opinion,
        votesFor,
        heardAgainst,
        vouches,
        fedBack,
      } = appraise({ ...graph, carry: operator.carry }, view, teller, node);
      const path = strongestPath(view, node).map((step) => [graph.ids[step], view.standing(step)]);
      const heard = vouches.map(({ from, voice }) => [graph.ids[from], voice]);
      return {
        standing: own,
        fedBack: fedBack.map(({ from, standing }) => ({ did: graph.ids[from]!, standing })),
        said: JSON.stringify([structural, opinion, votesFor, heardAgainst, heard, path]),
      };
    },
  };
};

const said = (people: number) =>
  fc.record({
    to: fc.nat(people - 1),
    weight: fc.constantFrom(1, 1, 1, -1),
    ageMs: fc.constantFrom(0, 0, 0, 1.5 * YEAR, 2 * YEAR),
  });

const world = fc.integer({ min: 3, max: 9 }).chain((people) => {
  const opinionsOf = fc.uniqueArray(said(people), { selector: ({ to }) => to, maxLength: 5 });
  return fc.record({
    people: fc.constant(people),
    before: fc.array(opinionsOf, { minLength: people, maxLength: people }),
    changed: fc.uniqueArray(fc.tuple(fc.nat(people - 1), opinionsOf), {
      selector: ([by]) => by,
      minLength: 1,
      maxLength: 3,
    }),
    seeds: fc.uniqueArray(fc.nat(people - 1), { maxLength: 2 }),
    // Small enough that a vouch more takes from the others.
    budget: fc.constantFrom(1, 2, 20),
  });
});

/** For every person and every view: whether what is told of them changed, and whether that was announced. */
const outcomes = ({
  people,
  before,
  changed,
  seeds,
  budget,
}: typeof world extends fc.Arbitrary<infer T> ? T : never) => {
  const opinions = new Map(before.map((list, by) => [by, list.filter(({ to }) => to !== by)]));
  const then = seen(opinions, seeds, people, budget);
  const changes = changed.map(([by, list]) => {
    const old = opinions.get(by) ?? [];
    const own = list.filter(({ to }) => to !== by);
    opinions.set(by, own);
    return { by: idOf(by), about: [...old, ...own].map(({ to }) => idOf(to)) };
  });
  const now = seen(opinions, seeds, people, budget);
  const affected = affectedBy(then, now, changes);
  const everybody = Array.from({ length: people }, (_, person) => person);
  const viewpoints = [[], ...everybody.map((person) => [person]), everybody.slice(0, 2)];
  return everybody.flatMap((person) =>
    viewpoints.map((starters) => {
      const old = then.told(person, starters);
      return {
        person,
        starters,
        differs: old.said !== now.told(person, starters).said,
        announced: affected.mayDiffer(idOf(person), starters.map(idOf), old),
        reached: affected.reaches(idOf(person)),
      };
    }),
  );
};

describe('who is affected by a change of opinions', () => {
  it('leaves out nobody of whom anything is told otherwise, in any view', () => {
    fc.assert(
      fc.property(world, (given) => {
        for (const each of outcomes(given))
          if (each.differs) expect(each).toMatchObject({ announced: true, reached: true });
      }),
      { numRuns: 4000 },
    );
  });

  it('leaves out most: a vouch for somebody who vouches for nobody concerns that person alone', () => {
    const opinions: Opinions = new Map([
      [0, [{ to: 1, weight: 1, ageMs: 0 }]],
      [1, [{ to: 2, weight: 1, ageMs: 0 }]],
      [2, [{ to: 1, weight: 1, ageMs: 0 }]],
    ]);
    const then = seen(opinions, [0], 5, 20);
    const now = seen(new Map([...opinions, [3, [{ to: 4, weight: 1, ageMs: 0 }]]]), [0], 5, 20);
    const affected = affectedBy(then, now, [{ by: 'n3', about: ['n4'] }]);
    expect(then.graph.ids.filter(affected.reaches)).toEqual(['n3', 'n4']);
  });

  it('knows in which views a shortcut is one, where vouches lead everywhere', () => {
    // A ring of eight, all of whom all reach; who vouches for the next but one shortens the way for those behind.
    const ring: Opinions = new Map(
      Array.from({ length: 8 }, (_, person) => [person, [{ to: (person + 1) % 8, weight: 1, ageMs: 0 }]]),
    );
    const then = seen(ring, [], 8, 20);
    const shorter: Opinions = new Map([...ring, [6, [7, 1].map((to) => ({ to, weight: 1, ageMs: 0 }))]]);
    const now = seen(shorter, [], 8, 20);
    const affected = affectedBy(then, now, [{ by: 'n6', about: ['n1'] }]);
    expect(then.graph.ids.filter(affected.reaches)).toHaveLength(8);
    expect(affected.mayDiffer('n3', ['n1'], unfed)).toBe(false);
    expect(affected.mayDiffer('n3', ['n5'], unfed)).toBe(true);
    // Where the operator gives everybody more than the shortcut can, nobody notices it but whom it is for.
    const all = affectedBy(seen(ring, [0, 2, 4], 8, 20), seen(shorter, [0, 2, 4], 8, 20), [
      { by: 'n6', about: ['n1'] },
    ]);
    expect(['n1', 'n3'].map((person) => all.mayDiffer(person, ['n5'], unfed))).toEqual([true, false]);
  });
});
