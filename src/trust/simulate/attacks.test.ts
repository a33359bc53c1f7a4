import { describe, expect, it } from 'vitest';
import { attacks } from './all-attacks.ts';
import type { Attack, Attacked, Values } from './attack.ts';
import { Draws } from './draws.ts';
import { honestWorld } from './world.ts';

const world = honestWorld({ people: 80 }, new Draws(5));
const honest = new Set([...world.seeds, ...world.people]);

const builds = (attack: Attack): { setting: Values; attacked: Attacked }[] =>
  attack.settings.flatMap((setting) =>
    attack.shapes.map((shape) => {
      const value = (name: string): number => setting[name] ?? attack.parameters[name]?.fallback ?? Number.NaN;
      return { setting, attacked: attack.build({ world, value, shape, draws: new Draws(9) }) };
    }),
  );

describe.each(attacks)('$name', (attack) => {
  it('makes accounts that are nobody else, and says nothing in the name of honest people it did not win', () => {
    for (const { attacked } of builds(attack)) {
      expect(attacked.sybils.length).toBeGreaterThan(0);
      expect(attacked.sybils.filter((id) => honest.has(id))).toEqual([]);
      const said = new Set(world.opinions);
      const added = attacked.opinions.filter((one) => !said.has(one) && honest.has(one.from));
      const toHonest = added.filter(({ from, to }) => honest.has(to) && !attacked.turned.includes(from));
      // Honest people denounce a member who turned, and nothing else about each other changes.
      expect(toHonest.filter(({ to }) => !attacked.turned.includes(to))).toEqual([]);
    }
  });

  it('counts as attack edges the vouches of honest people for its accounts, or the members who turned', () => {
    for (const { attacked } of builds(attack)) {
      const { opinions, turned, attackEdges } = attacked;
      const crossing = opinions.filter(
        ({ from, to, weight }) => weight > 0 && honest.has(from) && !turned.includes(from) && !honest.has(to),
      );
      expect(attackEdges).toBe(crossing.length + turned.length);
    }
  });

  it('names in its settings only parameters it has, within their ranges', () => {
    for (const setting of attack.settings) {
      for (const [name, value] of Object.entries(setting)) {
        const parameter = attack.parameters[name];
        expect(value).toBeGreaterThanOrEqual(parameter?.least ?? Number.NaN);
        expect(value).toBeLessThanOrEqual(parameter?.most ?? Number.NaN);
      }
    }
    expect(attack.settings.length).toBeLessThanOrEqual(5);
  });
});
