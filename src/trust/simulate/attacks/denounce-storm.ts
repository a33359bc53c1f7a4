import { type Attack, accounts, denounce, mostUsefulAt, vouch } from '../attack.ts';
import { vouchesAmong } from '../sybil-shapes.ts';
import type { World } from '../world.ts';

/** Slander. */
export const denounceStorm: Attack = {
  name: 'denounce-storm',
  description: 'accounts behind mistaken vouches denounce everybody honest, maintainers included',
  aim: 'harm',
  parameters: {
    distance: { meaning: 'hops from the seeds to those who were mistaken', fallback: 1, least: 0, most: 4 },
    edges: { meaning: 'mistaken vouches', fallback: 1, least: 1, most: 50 },
    size: { meaning: 'accounts', fallback: 20, least: 1, most: 500 },
    captured: {
      meaning: 'honest people the first account vouches for, to have their voices on its branch',
      fallback: 0,
      least: 0,
      most: 50,
    },
    targets: {
      meaning: 'people denounced by each, the most trusted first; 0 for everybody',
      fallback: 0,
      least: 0,
      most: 1000,
    },
  },
  settings: [
    { distance: 1 },
    { distance: 2 },
    { distance: 3 },
    { distance: 2, edges: 3 },
    { distance: 1, captured: 19 },
  ],
  shapes: ['tree'],
  build: (scene) => {
    const { world, value, shape } = scene;
    const sybils = accounts(value('size'));
    const mistaken = mostUsefulAt(scene, value('distance'), Math.min(value('edges'), sybils.length));
    const entries = mistaken.length;
    const mistakes = mistaken.map((voucher, index) => vouch(voucher, sybils[index]!));
    const captured = capturable(world)
      .slice(0, value('captured'))
      .map((person) => vouch(sybils[0]!, person));
    const near = [...world.seeds, ...world.people].sort((a, b) => hops(world, a) - hops(world, b));
    const targets = near.slice(0, value('targets') || near.length);
    const storm = sybils.flatMap((from) => targets.map((to) => denounce(from, to)));
    return {
      opinions: [...world.opinions, ...mistakes, ...captured, ...vouchesAmong(shape, sybils, entries), ...storm],
      sybils,
      attackEdges: entries,
      turned: [],
    };
  },
};

/** Those further out than the first account will be, who vouch for the most people first. */
const capturable = ({ people, distance, given }: World): string[] =>
  people.filter((one) => (distance.get(one) ?? 0) > 2).sort((a, b) => (given.get(b) ?? 0) - (given.get(a) ?? 0));

const hops = ({ distance }: World, person: string): number => distance.get(person) ?? Number.MAX_SAFE_INTEGER;
