import type { SageGraph } from './sage-graph.ts';

/** Some people and their surroundings: `people[i]` is node i. */
export interface Surroundings {
  readonly graph: SageGraph;
  /** By number. */
  readonly people: readonly number[];
}

/** The graph among these people, their neighbours and the neighbours of those: all that two layers read. */
export const withinTwoSteps = (
  around: (person: number) => Iterable<number>,
  from: ReadonlySet<number>,
): Surroundings => {
  const once = new Set([...from].flatMap((person) => [person, ...around(person)]));
  const people = [...new Set([...once].flatMap((person) => [person, ...around(person)]))].sort((a, b) => a - b);
  const places = new Map(people.map((person, place) => [person, place]));
  // Of those two steps away nothing is read but what they are.
  const lists = people.map((person) =>
    once.has(person) ? Array.from(around(person), (other) => places.get(other) ?? 0) : [],
  );
  const start = new Int32Array(people.length + 1);
  lists.forEach((list, place) => {
    start[place + 1] = (start[place] ?? 0) + list.length;
  });
  return { graph: { nodes: people.length, start, neighbours: Int32Array.from(lists.flat()) }, people };
};
