import type { Opinion } from '../graph/local-trust.ts';
import type { Draws } from './draws.ts';
import type { Shape } from './sybil-shapes.ts';
import type { World } from './world.ts';

/** One number that an attack takes. */
export interface Parameter {
  readonly meaning: string;
  readonly fallback: number;
  /** Whole numbers from `least` to `most`. */
  readonly least: number;
  readonly most: number;
}

/** Values by parameter name. */
export type Values = Readonly<Record<string, number>>;

/** What an attacker works with. */
export interface Scene {
  readonly world: World;
  /** The value of a parameter of the attack: as set, or its fallback. */
  readonly value: (parameter: string) => number;
  /** How the attacker's accounts vouch for each other. */
  readonly shape: Shape;
  readonly draws: Draws;
}

/** A world after an attack. */
export interface Attacked {
  /** All that is said now, the attacker's words included. */
  readonly opinions: readonly Opinion[];
  /** The attacker's accounts that are to get in. Spent ones, and people who were won over, are not among them. */
  readonly sybils: readonly string[];
  /** What it took: vouches that honest people gave them, or members that were taken over. 0 when nothing. */
  readonly attackEdges: number;
  /** Honest people and maintainers who became the attacker's; nobody counts them as harmed. */
  readonly turned: readonly string[];
}

/** One way to attack, as a pure function of its parameters and of draws. */
export interface Attack {
  /** kebab-case; what the command line calls it. */
  readonly name: string;
  readonly description: string;
  /** What the attacker wants most: accounts let in, or honest people shut out. */
  readonly aim: 'enter' | 'harm';
  readonly parameters: Readonly<Record<string, Parameter>>;
  /** What the standard run tries, one after another; at most five. */
  readonly settings: readonly Values[];
  /** Among these the attacker picks, for each measure, the one that serves best. */
  readonly shapes: readonly Shape[];
  readonly build: (scene: Scene) => Attacked;
}

/** A vouch of full strength. */
export const vouch = (from: string, to: string): Opinion => ({ from, to, weight: 1, ageMs: 0 });

/** A denounce. */
export const denounce = (from: string, to: string): Opinion => ({ from, to, weight: -1, ageMs: 0 });

/** That many accounts of the attacker. Their ids come before everybody else's, because ties may go to the lower id. */
export const accounts = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `account-${String(index).padStart(4, '0')}`);

/**
 * Those an attacker would rather have than anybody else at that distance from the seeds (0: maintainers): of the highest
 * standing, and among equals with the fewest vouches, whose trust is least divided. As far out as there is anybody when
 * nobody is so far; fewer than `count` when there are no more.
 */
export const mostUsefulAt = ({ world }: Scene, distance: number, count = 1): string[] => {
  const everybody = [...world.seeds, ...world.people];
  for (let hops = distance; ; hops -= 1) {
    const there = everybody.filter((person) => world.distance.get(person) === hops);
    if (there.length === 0) continue;
    const standing = (person: string): number => world.standing.get(person) ?? 0;
    const given = (person: string): number => world.given.get(person) ?? 0;
    return there.sort((a, b) => standing(b) - standing(a) || given(a) - given(b)).slice(0, count);
  }
};

/** Honest people whom trust reaches, maintainers left out. */
export const trustedPeople = ({ world }: Scene): string[] =>
  world.people.filter((person) => world.distance.has(person));
