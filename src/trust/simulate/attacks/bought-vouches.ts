import { type Attack, accounts, trustedPeople, vouch } from '../attack.ts';
import { vouchesAmong } from '../sybil-shapes.ts';

/** What money buys. */
export const boughtVouches: Attack = {
  name: 'bought-vouches',
  description: 'k members, taken at random, sell one vouch each; the attacker spreads them over his accounts',
  aim: 'enter',
  parameters: {
    k: { meaning: 'vouches bought', fallback: 5, least: 1, most: 100 },
    size: { meaning: 'accounts', fallback: 60, least: 1, most: 500 },
  },
  settings: [{ k: 1 }, { k: 3 }, { k: 10 }, { k: 30 }],
  shapes: ['clique', 'few', 'tree', 'ring'],
  build: (scene) => {
    const { world, value, shape, draws } = scene;
    const sybils = accounts(value('size'));
    const sellers = draws.sample(trustedPeople(scene), value('k'));
    // Among few accounts the same five are vouched for again and again.
    const entries = Math.min(sellers.length, sybils.length, shape === 'few' ? 5 : Number.POSITIVE_INFINITY);
    const bought = sellers.map((seller, index) => vouch(seller, sybils[index % entries]!));
    return {
      opinions: [...world.opinions, ...bought, ...vouchesAmong(shape, sybils, entries)],
      sybils,
      attackEdges: sellers.length,
      turned: [],
    };
  },
};
