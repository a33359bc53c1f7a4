import { standing } from '../measures/structural-measures.ts';
import { type Contestant, contestants } from './contestants.ts';
import { Draws } from './draws.ts';
import type { View } from './outcome.ts';
import { thresholdsFor } from './thresholds.ts';
import { graphOf, honestWorld, type World } from './world.ts';

/** A world, and how each contestant sees it before any attack. */
export interface PreparedWorld {
  readonly world: World;
  /** What its draws, and those of attacks on it, start from. */
  readonly seed: number;
  readonly before: ReadonlyMap<Contestant, View>;
}

/** The world of a seed, with each contestant's scores and thresholds in it. */
export const prepareWorld = (people: number, seed: number): PreparedWorld => {
  const world = honestWorld({ people }, new Draws(seed));
  const scores = scoresIn(world, world.opinions, []);
  const vouches = world.opinions.filter(({ weight }) => weight > 0);
  const peaceful = scoresIn(world, vouches, []);
  const standings = world.people.map(peaceful(standing));
  const before = contestants.map((contestant): [Contestant, View] => {
    const thresholds = thresholdsFor(contestant, world.people.map(peaceful(contestant.measure)), standings);
    return [contestant, { scoreOf: scores(contestant.measure), thresholds }];
  });
  return { world, seed, before: new Map(before) };
};

/** Scores by measure and id of everything said in a world, each measure computed once, when it is first asked for. */
export const scoresIn = (world: World, opinions: World['opinions'], newcomers: readonly string[]) => {
  const graph = graphOf(opinions, [...world.seeds, ...world.people, ...newcomers]);
  const known = new Map<Contestant['measure'], Float64Array>();
  return (measure: Contestant['measure']) => {
    const scores = known.get(measure) ?? measure.scores(graph, world.seeds);
    known.set(measure, scores);
    return (id: string): number => scores[graph.indexOf(id)]!;
  };
};
