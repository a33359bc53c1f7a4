import { type Attack, accounts, trustedPeople, vouch } from '../attack.ts';
import { vouchesAmong } from '../sybil-shapes.ts';
import { HALF_LIFE_MS } from '../world.ts';

const RINGS = 5;

/** Barter. */
export const vouchFarming: Attack = {
  name: 'vouch-farming',
  description: 'five rings whose members trade vouches; one of each ring has a real vouch, two half-lives old',
  aim: 'enter',
  parameters: { size: { meaning: 'accounts in each ring', fallback: 8, least: 1, most: 100 } },
  settings: [{ size: 2 }, { size: 4 }, { size: 8 }, { size: 20 }],
  shapes: ['clique', 'ring'],
  build: (scene) => {
    const { world, value, shape, draws } = scene;
    const sybils = accounts(RINGS * value('size'));
    const rings = Array.from({ length: RINGS }, (_, ring) =>
      sybils.slice(ring * value('size'), (ring + 1) * value('size')),
    );
    const vouchers = draws.sample(trustedPeople(scene), RINGS);
    const real = vouchers.map((from, ring) => ({ ...vouch(from, rings[ring]![0]!), ageMs: 2 * HALF_LIFE_MS }));
    return {
      opinions: [...world.opinions, ...real, ...rings.flatMap((ring) => vouchesAmong(shape, ring, 1))],
      sybils,
      attackEdges: real.length,
      turned: [],
    };
  },
};
