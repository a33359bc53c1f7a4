import { attacks } from './all-attacks.ts';
import type { Attack, Values } from './attack.ts';
import { type Contestant, contestants } from './contestants.ts';
import { Draws } from './draws.ts';
import { type Figure, figureOf } from './figure.ts';
import { type Outcome, outcomeOf, worstOf } from './outcome.ts';
import { type PreparedWorld, prepareWorld, scoresIn } from './prepared-world.ts';
import { type StabilityRow, stabilityIn } from './stability.ts';

/** What to simulate. */
export interface SimulationOptions {
  /** Names of attacks. Default all. */
  readonly attacks?: readonly string[];
  /** Parameters for the attacks named, instead of their standard settings. */
  readonly values?: Values;
  /** Honest people in each world, a whole number of 20 to 2000. Default 200. */
  readonly people?: number;
  /** What the draws start from, a whole number ≥ 0. Default 1. */
  readonly seed?: number;
  /** Worlds, 1 to 100. Default 5. */
  readonly runs?: number;
  /** Told of each attack before it starts. */
  readonly onAttack?: (name: string) => void;
}

/** One attack with one setting against one contestant, over all worlds. */
export interface AttackRow {
  readonly attack: string;
  /** The parameters this setting changes. */
  readonly setting: Values;
  readonly contestant: string;
  /** Means over the worlds. */
  readonly attackEdges: number;
  readonly sybils: number;
  /** The attacker's accounts in the fast lane, and in the normal queue or better; in all and per attack edge. */
  readonly sybilsHigh: Figure;
  readonly sybilsLow: Figure;
  readonly sybilsHighPerEdge: Figure;
  readonly sybilsLowPerEdge: Figure;
  /** Honest people who fell out of the fast lane; out of the normal queue; either; maintainers, out of the fast lane. */
  readonly harmedHigh: Figure;
  readonly harmedLow: Figure;
  readonly harmed: Figure;
  readonly seedsHarmed: Figure;
}

/** How many honest people a contestant lets in before any attack, on average. */
export interface Admitted {
  readonly contestant: string;
  readonly description: string;
  readonly low: number;
  readonly high: number;
}

/** All that was found. */
export interface Simulation {
  readonly people: number;
  readonly seed: number;
  readonly runs: number;
  readonly admitted: readonly Admitted[];
  readonly rows: readonly AttackRow[];
  /** Empty unless all attacks were asked for. */
  readonly stability: readonly StabilityRow[];
}

/**
 * Runs attacks against every contestant in worlds made from consecutive seeds. For each measure the attacker picks, of
 * the shapes an attack offers, the one that serves best, as one who knows the measure would. The same options give the
 * same figures.
 *
 * @throws RangeError when an option or a parameter breaks the rule stated for it.
 */
export const simulate = (options: SimulationOptions = {}): Simulation => {
  const { people = 200, seed = 1, runs = 5, values, onAttack } = options;
  requireWhole('people', people, 20, 2000);
  requireWhole('seed', seed, 0, 2 ** 31);
  requireWhole('runs', runs, 1, 100);
  const chosen = options.attacks?.map(attackNamed) ?? attacks;
  for (const attack of chosen) requireValues(attack, values ?? {});
  const worlds = Array.from({ length: runs }, (_, run) => prepareWorld(people, seed + run));
  const rows = chosen.flatMap((attack) => {
    onAttack?.(attack.name);
    return (values === undefined ? attack.settings : [values]).flatMap((setting) => rowsOf(attack, setting, worlds));
  });
  const stability = options.attacks === undefined ? stabilityIn(worlds) : [];
  return { people, seed, runs, admitted: admittedIn(worlds), rows, stability };
};

const attackNamed = (name: string): Attack => {
  const attack = attacks.find((one) => one.name === name);
  if (attack !== undefined) return attack;
  throw new RangeError(`attack must be one of ${attacks.map((one) => one.name).join(', ')}, got ${name}`);
};

const requireWhole = (name: string, value: number, least: number, most: number): void => {
  if (!(Number.isInteger(value) && value >= least && value <= most)) {
    throw new RangeError(`${name} must be a whole number of ${least} to ${most}, got ${value}`);
  }
};

const requireValues = ({ name, parameters }: Attack, values: Values): void => {
  for (const [key, value] of Object.entries(values)) {
    const parameter = parameters[key];
    if (parameter === undefined) {
      throw new RangeError(`${name} must be given one of ${Object.keys(parameters).join(', ')}, got ${key}`);
    }
    requireWhole(key, value, parameter.least, parameter.most);
  }
};

const rowsOf = (attack: Attack, setting: Values, worlds: readonly PreparedWorld[]): AttackRow[] => {
  const trials = worlds.map((prepared) => trial(attack, setting, prepared));
  const edges = trials.map(({ attacked }) => attacked.attackEdges);
  return contestants.map((contestant): AttackRow => {
    const outcomes = trials.map(({ worst }) => worst.get(contestant)!);
    const over = (read: (outcome: Outcome) => number) => figureOf(outcomes.map(read));
    const perEdge = (read: (outcome: Outcome) => number) =>
      figureOf(outcomes.map((outcome, run) => read(outcome) / Math.max(1, edges[run]!)));
    return {
      attack: attack.name,
      setting,
      contestant: contestant.name,
      attackEdges: figureOf(edges).mean,
      sybils: figureOf(trials.map(({ attacked }) => attacked.sybils.length)).mean,
      sybilsHigh: over(({ sybilsHigh }) => sybilsHigh),
      sybilsLow: over(({ sybilsLow }) => sybilsLow),
      sybilsHighPerEdge: perEdge(({ sybilsHigh }) => sybilsHigh),
      sybilsLowPerEdge: perEdge(({ sybilsLow }) => sybilsLow),
      harmedHigh: over(({ harmedHigh }) => harmedHigh),
      harmedLow: over(({ harmedLow }) => harmedLow),
      harmed: over(({ harmed }) => harmed),
      seedsHarmed: over(({ seedsHarmed }) => seedsHarmed),
    };
  });
};

/** One attack on one world: the worst that any shape does to each contestant. */
const trial = (attack: Attack, setting: Values, { world, seed, before }: PreparedWorld) => {
  const value = (name: string): number => setting[name] ?? attack.parameters[name]!.fallback;
  const attempts = attack.shapes.map((shape) => {
    const attacked = attack.build({ world, value, shape, draws: new Draws(seed + 1_000_000) });
    return { attacked, scores: scoresIn(world, attacked.opinions, attacked.sybils) };
  });
  const worst = new Map<Contestant, Outcome>();
  for (const [contestant, view] of before) {
    const outcomes = attempts.map(({ attacked, scores }) =>
      outcomeOf(attacked, world, view, { scoreOf: scores(contestant.measure), thresholds: view.thresholds }),
    );
    worst.set(contestant, worstOf(attack.aim, outcomes));
  }
  return { attacked: attempts[0]!.attacked, worst };
};

const admittedIn = (worlds: readonly PreparedWorld[]): Admitted[] =>
  contestants.map((contestant) => {
    const counts = worlds.map(({ world, before }) => {
      const { scoreOf, thresholds } = before.get(contestant)!;
      const reach = (least: number): number => world.people.filter((person) => scoreOf(person) >= least).length;
      return { low: reach(thresholds.low), high: reach(thresholds.high) };
    });
    return {
      contestant: contestant.name,
      description: contestant.measure.description,
      low: figureOf(counts.map(({ low }) => low)).mean,
      high: figureOf(counts.map(({ high }) => high)).mean,
    };
  });
