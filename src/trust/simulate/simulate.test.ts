import { describe, expect, it } from 'vitest';
import type { Attacked } from './attack.ts';
import { type Outcome, outcomeOf, worstOf } from './outcome.ts';
import { prepareWorld } from './prepared-world.ts';
import { simulate } from './simulate.ts';
import { stabilityIn } from './stability.ts';

const small = { people: 60, runs: 2 };

describe('simulate', () => {
  it('gives the same figures for the same options, and others for another seed', () => {
    const first = simulate({ ...small, attacks: ['bought-vouches'] });
    expect(simulate({ ...small, attacks: ['bought-vouches'] })).toEqual(first);
    expect(simulate({ ...small, seed: 9, attacks: ['bought-vouches'] })).not.toEqual(first);
  });

  it('finds what is known of a mistake by a direct vouchee: one by structural trust, all by counting vouches', () => {
    const { rows } = simulate({ ...small, attacks: ['mistaken-vouch'], values: { distance: 1, size: 30 } });
    const most = (name: string) => rows.find(({ contestant }) => contestant === name)?.sybilsHigh.max;
    expect([most('structural'), most('standing'), most('in-degree')]).toEqual([1, 1, 30]);
  });

  it('finds that a storm by one account closes the fast lane for nearly all, unless an accuser needs a second', () => {
    const { rows, admitted } = simulate({ ...small, attacks: ['denounce-storm'], values: { distance: 2, size: 1 } });
    const letIn = admitted.find(({ contestant }) => contestant === 'structural')?.high ?? Number.NaN;
    const fallen = (name: string) => rows.find(({ contestant }) => contestant === name)?.harmedHigh.mean;
    expect(fallen('structural-unseconded')).toBeGreaterThan(0.8 * letIn);
    expect(fallen('structural')).toBeLessThan(0.1 * letIn);
  });

  it('says that a vouch within the budget costs nobody standing, and one over it can', () => {
    const stability = stabilityIn([prepareWorld(200, 2)]);
    const row = (voucher: string) => stability.find((one) => one.contestant === 'standing' && one.voucher === voucher);
    expect(row('within budget')).toMatchObject({ drop: { max: 0 }, lost: { max: 0 } });
    expect(row('over budget')?.drop.max).toBeGreaterThan(0);
  });

  it.each<[string, Parameters<typeof simulate>[0], string]>([
    ['an unknown attack', { attacks: ['flood'] }, 'attack must be one of isolated-clique, '],
    ['an unknown parameter', { attacks: ['bought-vouches'], values: { price: 1 } }, 'one of k, size, got price'],
    ['a parameter out of range', { attacks: ['bought-vouches'], values: { k: 0 } }, 'k must be a whole number of 1'],
    ['too few people', { people: 3 }, 'people must be a whole number of 20 to 2000, got 3'],
    ['half a run', { runs: 1.5 }, 'runs must be a whole number of 1 to 100, got 1.5'],
  ])('refuses %s', (_, options, message) => {
    expect(() => simulate(options)).toThrow(message);
  });
});

describe('an outcome', () => {
  const attacked: Attacked = { opinions: [], sybils: ['s1', 's2'], attackEdges: 1, turned: ['t'] };
  const view = (scores: Record<string, number>) => ({
    scoreOf: (id: string) => scores[id] ?? 0,
    thresholds: { low: 0.3, high: 0.7 },
  });

  it('counts who came in and who fell, but not who turned', () => {
    const before = view({ a: 0.9, b: 0.5, c: 0.9, t: 0.9, m: 1 });
    const after = view({ a: 0.5, b: 0.1, c: 0.1, t: 0, m: 0.6, s1: 0.7, s2: 0.3 });
    expect(outcomeOf(attacked, { people: ['a', 'b', 'c', 't'], seeds: ['m'] }, before, after)).toEqual({
      sybilsLow: 2,
      sybilsHigh: 1,
      harmedHigh: 2,
      harmedLow: 2,
      harmed: 3,
      seedsHarmed: 1,
    });
  });

  it('is the worst by what the attacker is after', () => {
    const none: Outcome = { sybilsLow: 0, sybilsHigh: 0, harmedHigh: 0, harmedLow: 0, harmed: 0, seedsHarmed: 0 };
    const [entered, harmful] = [
      { ...none, sybilsHigh: 1 },
      { ...none, harmed: 9 },
    ];
    expect(worstOf('enter', [none, entered, harmful])).toBe(entered);
    expect(worstOf('harm', [none, entered, harmful])).toBe(harmful);
  });
});
