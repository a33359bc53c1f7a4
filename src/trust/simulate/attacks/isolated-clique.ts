import { type Attack, accounts } from '../attack.ts';
import { vouchesAmong } from '../sybil-shapes.ts';

/** What costs nothing. */
export const isolatedClique: Attack = {
  name: 'isolated-clique',
  description: 'accounts that vouch for each other, and nobody for them',
  aim: 'enter',
  parameters: { size: { meaning: 'accounts', fallback: 20, least: 1, most: 500 } },
  settings: [{ size: 5 }, { size: 20 }, { size: 60 }],
  shapes: ['clique', 'ring'],
  build: ({ world, value, shape }) => {
    const sybils = accounts(value('size'));
    return {
      opinions: [...world.opinions, ...vouchesAmong(shape, sybils, 1)],
      sybils,
      attackEdges: 0,
      turned: [],
    };
  },
};
