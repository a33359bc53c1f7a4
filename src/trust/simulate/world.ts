import { buildGraph, type TrustGraph } from '../graph/graph.ts';
import type { Opinion } from '../graph/local-trust.ts';
import { standingOf } from '../standing/standing.ts';
import type { Draws } from './draws.ts';

/** A forge before any attack. */
export interface World {
  readonly opinions: readonly Opinion[];
  /** The maintainers trust starts from. */
  readonly seeds: readonly string[];
  /** Everybody else, in the order they came. */
  readonly people: readonly string[];
  readonly graph: TrustGraph;
  /** Hops from the nearest seed, by id; absent where no vouch path arrives. */
  readonly distance: ReadonlyMap<string, number>;
  /** Everybody's standing, by id. */
  readonly standing: ReadonlyMap<string, number>;
  /** How many people each vouches for, by id; absent where nobody. */
  readonly given: ReadonlyMap<string, number>;
}

/** How large a world is. */
export interface WorldOptions {
  /** Honest people besides the seeds; a whole number ≥ 20. */
  readonly people: number;
  /** Maintainers; a whole number ≥ 1. Default 3. */
  readonly seeds?: number;
}

/** What an age is counted in here. */
export const HALF_LIFE_MS = 1;

/** The graph of a world's opinions, every vouch being a whole one. */
export const graphOf = (opinions: readonly Opinion[], ids: readonly string[]): TrustGraph =>
  buildGraph(opinions, { halfLifeMs: HALF_LIFE_MS, fullWeight: 1, extraIds: ids });

/**
 * A forge-like network of honest people. Newcomers come one by one; one in eight is never vouched for, the others by
 * somebody the network already reaches, the more likely the more that one vouches (preferential attachment). Further
 * vouches come mostly from neighbours of the first voucher (triadic closure). Three in ten vouch back. Vouches are up
 * to one and a half half-lives old, most of them fresh. One or two in a hundred have quarrelled with somebody, who denounces them.
 */
export const honestWorld = ({ people: count, seeds: maintainers = 3 }: WorldOptions, draws: Draws): World => {
  const seeds = Array.from({ length: maintainers }, (_, index) => `maintainer-${index}`);
  const people = Array.from({ length: count }, (_, index) => `person-${String(index).padStart(4, '0')}`);
  const growth = new Growth(seeds, draws);
  for (const person of people) growth.welcome(person);
  growth.quarrel(people, Math.round(count * 0.015));
  const graph = graphOf(growth.opinions, [...seeds, ...people]);
  const { standing } = standingOf(graph, seeds);
  return {
    opinions: growth.opinions,
    seeds,
    people,
    graph,
    distance: distancesFrom(graph, seeds),
    standing: new Map(graph.ids.map((id, node) => [id, standing[node]!])),
    given: new Map(
      graph.ids.map((id, node) => [id, graph.vouches.outStart[node + 1]! - graph.vouches.outStart[node]!]),
    ),
  };
};

/** How many people anybody is willing to vouch for: around the budget of 20 that standing gives at full strength. */
const FEWEST_VOUCHES = 5;
const MOST_VOUCHES = 30;

class Growth {
  readonly opinions: Opinion[] = [];
  readonly #draws: Draws;
  /** Whom the network reaches, once for being there and once for each vouch given: picking one is preferential. */
  readonly #lots: string[] = [];
  readonly #vouchedFor = new Map<string, string[]>();
  readonly #vouchers = new Map<string, string[]>();
  readonly #willing = new Map<string, number>();

  constructor(seeds: readonly string[], draws: Draws) {
    this.#draws = draws;
    for (const seed of seeds) this.#lots.push(seed, seed, seed);
    for (const seed of seeds) for (const other of seeds) this.#vouch(seed, other);
  }

  welcome(person: string): void {
    const draws = this.#draws;
    if (draws.chance(0.125)) return;
    const first = draws.pick(this.#lots);
    const near = [...listOf(this.#vouchedFor, first), ...listOf(this.#vouchers, first)];
    this.#vouch(first, person);
    for (let more = 0; more < 6 && draws.chance(0.5); more += 1) {
      this.#vouch(near.length > 0 && draws.chance(0.7) ? draws.pick(near) : draws.pick(this.#lots), person);
    }
    this.#lots.push(person);
    for (const voucher of [...listOf(this.#vouchers, person)]) if (draws.chance(0.3)) this.#vouch(person, voucher);
  }

  quarrel(people: readonly string[], times: number): void {
    for (let time = 0; time < times; time += 1) {
      const [from, to] = [this.#draws.pick(this.#lots), this.#draws.pick(people)];
      const friends = from === to || listOf(this.#vouchedFor, from).includes(to);
      if (!friends) this.opinions.push({ from, to, weight: -1, ageMs: 0 });
    }
  }

  #vouch(from: string, to: string): void {
    const given = listOf(this.#vouchedFor, from);
    if (from === to || given.includes(to) || given.length >= this.#willingness(from)) return;
    given.push(to);
    listOf(this.#vouchers, to).push(from);
    this.#lots.push(from);
    this.opinions.push({ from, to, weight: 1, ageMs: 1.5 * HALF_LIFE_MS * this.#draws.next() ** 2 });
  }

  #willingness(person: string): number {
    const known = this.#willing.get(person) ?? FEWEST_VOUCHES + this.#draws.below(MOST_VOUCHES - FEWEST_VOUCHES + 1);
    this.#willing.set(person, known);
    return known;
  }
}

const listOf = (lists: Map<string, string[]>, key: string): string[] => {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
};

const distancesFrom = ({ ids, indexOf, vouches }: TrustGraph, seeds: readonly string[]): Map<string, number> => {
  const distance = new Map(seeds.map((seed) => [seed, 0]));
  for (const [id, hops] of distance) {
    const node = indexOf(id);
    for (let at = vouches.outStart[node]!; at < vouches.outStart[node + 1]!; at += 1) {
      const target = ids[vouches.outTo[at]!]!;
      if (!distance.has(target)) distance.set(target, hops + 1);
    }
  }
  return distance;
};
