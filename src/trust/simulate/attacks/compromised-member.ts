import { type Attack, accounts, mostUsefulAt, vouch } from '../attack.ts';
import { entriesFor, vouchesAmong } from '../sybil-shapes.ts';

/** What a stolen password buys. */
export const compromisedMember: Attack = {
  name: 'compromised-member',
  description: "one member's account is taken over: its vouches are withdrawn and the attacker's accounts vouched for",
  aim: 'enter',
  parameters: {
    distance: { meaning: 'hops from the seeds to the member; 0 is a maintainer', fallback: 1, least: 0, most: 4 },
    size: { meaning: 'accounts', fallback: 60, least: 1, most: 500 },
  },
  settings: [{ distance: 0 }, { distance: 1 }, { distance: 2 }, { distance: 3 }, { distance: 4 }],
  shapes: ['clique', 'few', 'tree', 'ring'],
  build: (scene) => {
    const { world, value, shape } = scene;
    const member = mostUsefulAt(scene, value('distance'))[0]!;
    const sybils = accounts(value('size'));
    const entries = entriesFor(shape, sybils.length);
    return {
      opinions: [
        ...world.opinions.filter(({ from }) => from !== member),
        ...sybils.slice(0, entries).map((sybil) => vouch(member, sybil)),
        ...vouchesAmong(shape, sybils, entries),
      ],
      sybils,
      attackEdges: 1,
      turned: [member],
    };
  },
};
