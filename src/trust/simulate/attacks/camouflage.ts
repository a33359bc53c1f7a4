import { type Attack, accounts, mostUsefulAt, vouch } from '../attack.ts';
import { vouchesAmong } from '../sybil-shapes.ts';

/** Good manners. */
export const camouflage: Attack = {
  name: 'camouflage',
  description:
    'accounts behind one mistaken vouch, two hops out, vouch for many honest people; one in a hundred vouches back',
  aim: 'enter',
  parameters: {
    out: { meaning: 'honest people each account vouches for', fallback: 10, least: 0, most: 100 },
    size: { meaning: 'accounts', fallback: 30, least: 1, most: 200 },
  },
  settings: [{ out: 0 }, { out: 3 }, { out: 10 }, { out: 30 }],
  shapes: ['clique', 'few', 'tree', 'ring'],
  build: (scene) => {
    const { world, value, shape, draws } = scene;
    const sybils = accounts(value('size'));
    const mistake = vouch(mostUsefulAt(scene, 2)[0]!, sybils[0]!);
    const out = sybils.flatMap((from) => draws.sample(world.people, value('out')).map((to) => vouch(from, to)));
    const back = out.filter(() => draws.chance(0.01)).map(({ from, to }) => vouch(to, from));
    return {
      opinions: [...world.opinions, mistake, ...out, ...back, ...vouchesAmong(shape, sybils, 1)],
      sybils,
      attackEdges: 1 + back.length,
      turned: [],
    };
  },
};
