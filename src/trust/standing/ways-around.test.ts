import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildGraph } from '../graph/graph.ts';
import { belowOf, resettled } from './resettle.ts';
import { standingOf, viewOf } from './standing.ts';
import { viewWithout } from './votes.ts';

const YEAR = 1000;
const PEOPLE = 14;
const idOf = (person: number): string => `n${String(person).padStart(2, '0')}`;
const everybody = Array.from({ length: PEOPLE }, (_, person) => idOf(person));
const person = fc.nat(PEOPLE - 1).map(idOf);
const opinion = fc.record({
  from: person,
  to: person,
  weight: fc.constantFrom(1, 1, 1, 1, 0.5, -1),
  ageMs: fc.constantFrom(0, 0, 0, 1.5 * YEAR, 3 * YEAR),
});

describe('a view as it would be had somebody vouched for nobody', () => {
  it('is the one in which all who are below are settled anew, for all who rate that person and on all their paths', () => {
    let [differing, partly] = [0, 0];
    fc.assert(
      fc.property(
        fc.array(opinion, { minLength: 10, maxLength: 70 }),
        fc.uniqueArray(person, { minLength: 1, maxLength: 3 }),
        fc.constantFrom(1, 3, 20),
        (opinions, seeds, budget) => {
          const graph = buildGraph(opinions, { halfLifeMs: YEAR, fullWeight: 1, extraIds: everybody });
          const spread = standingOf(graph, seeds, { budget });
          const [view, carrying] = [viewOf(spread), { ...graph, carry: spread.carry }];
          for (let node = 0; node < PEOPLE; node += 1) {
            const { view: seen } = viewWithout(carrying, view, node);
            if (seen === view) continue;
            differing += 1;
            const below = belowOf(graph.vouches, view, node);
            const whole = resettled(carrying, view, { nodes: below, silenced: node });
            if (below.some((each) => whole.standing(each) !== seen.standing(each))) partly += 1;
            for (const { start, from } of [graph.vouches, graph.denounces]) {
              for (let edge = start[node]!; edge < start[node + 1]!; edge += 1) {
                for (let at = from[edge]!; at >= 0; at = whole.via(at)) {
                  expect([seen.standing(at), seen.via(at)]).toEqual([whole.standing(at), whole.via(at)]);
                }
              }
            }
          }
        },
      ),
      { numRuns: 4000 },
    );
    // Otherwise the above says nothing.
    expect(differing).toBeGreaterThan(1000);
    expect(partly).toBeGreaterThan(100);
  });
});
