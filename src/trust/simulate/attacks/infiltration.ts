import { type Attack, accounts, vouch } from '../attack.ts';
import { vouchesAmong } from '../sybil-shapes.ts';

const INFILTRATORS = 3;

/** What patience buys. */
export const infiltration: Attack = {
  name: 'infiltration',
  description: 'three accounts earn r vouches each with real work, vouch for five honest people, then let in the rest',
  aim: 'enter',
  parameters: {
    r: { meaning: 'vouches each of the three earns', fallback: 4, least: 1, most: 20 },
    size: { meaning: 'accounts, the three included', fallback: 60, least: INFILTRATORS, most: 500 },
  },
  settings: [{ r: 1 }, { r: 2 }, { r: 4 }, { r: 8 }],
  shapes: ['clique', 'few', 'tree', 'ring'],
  build: ({ world, value, shape, draws }) => {
    const sybils = accounts(value('size'));
    const infiltrators = sybils.slice(0, INFILTRATORS);
    // Whoever vouches often notices good work most often: maintainers first of all.
    const vouchers = world.opinions.filter(({ weight }) => weight > 0).map(({ from }) => from);
    const trusted = vouchers.filter((person) => world.distance.has(person));
    const earned = infiltrators.flatMap((to) => {
      const givers = new Set(draws.sample(trusted, trusted.length));
      return [...givers].slice(0, value('r')).map((from) => vouch(from, to));
    });
    const given = infiltrators.flatMap((from) => draws.sample(world.people, 5).map((to) => vouch(from, to)));
    return {
      opinions: [...world.opinions, ...earned, ...given, ...vouchesAmong(shape, sybils, INFILTRATORS)],
      sybils,
      attackEdges: earned.length,
      turned: [],
    };
  },
};
