import { type Attack, accounts, mostUsefulAt, vouch } from '../attack.ts';
import { vouchesAmong } from '../sybil-shapes.ts';

/** The usual accident. */
export const mistakenVouch: Attack = {
  name: 'mistaken-vouch',
  description: 'accounts behind the one that an honest person, so many hops from the seeds, vouched for by mistake',
  aim: 'enter',
  parameters: {
    distance: { meaning: 'hops from the seeds to whoever was mistaken', fallback: 1, least: 0, most: 4 },
    size: { meaning: 'accounts', fallback: 60, least: 1, most: 500 },
  },
  settings: [{ distance: 0 }, { distance: 1 }, { distance: 2 }, { distance: 3 }, { distance: 4 }],
  shapes: ['clique', 'few', 'tree', 'ring'],
  build: (scene) => {
    const { world, value, shape } = scene;
    const sybils = accounts(value('size'));
    const [mistaken] = mostUsefulAt(scene, value('distance'));
    const mistake = vouch(mistaken!, sybils[0]!);
    return {
      opinions: [...world.opinions, mistake, ...vouchesAmong(shape, sybils, 1)],
      sybils,
      attackEdges: 1,
      turned: [],
    };
  },
};
