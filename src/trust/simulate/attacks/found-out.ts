import { type Attack, accounts, denounce, mostUsefulAt, trustedPeople, vouch } from '../attack.ts';
import { vouchesAmong } from '../sybil-shapes.ts';

/** What the community can do about it, and what the attacker can do about that. */
export const foundOut: Attack = {
  name: 'found-out',
  description:
    'accounts behind a mistaken vouch by a direct vouchee are denounced, each by so many members two or more hops out; ' +
    'the first account has vouched for some of those, so that they speak on its branch',
  aim: 'enter',
  parameters: {
    accusers: { meaning: 'members who denounce every account', fallback: 3, least: 0, most: 50 },
    captured: { meaning: 'of them, those the first account vouched for', fallback: 0, least: 0, most: 50 },
    size: { meaning: 'accounts', fallback: 10, least: 1, most: 200 },
  },
  settings: [{ accusers: 0 }, { accusers: 1 }, { accusers: 3 }, { accusers: 10 }, { accusers: 10, captured: 10 }],
  shapes: ['clique', 'tree', 'ring'],
  build: (scene) => {
    const { world, value, shape, draws } = scene;
    const sybils = accounts(value('size'));
    const mistake = vouch(mostUsefulAt(scene, 1)[0]!, sybils[0]!);
    const members = trustedPeople(scene).filter((person) => world.distance.get(person) !== 1);
    const accusers = draws.sample(members, value('accusers'));
    const captured = accusers.slice(0, value('captured')).map((accuser) => vouch(sybils[0]!, accuser));
    const accusations = accusers.flatMap((from) => sybils.map((to) => denounce(from, to)));
    return {
      opinions: [...world.opinions, mistake, ...captured, ...accusations, ...vouchesAmong(shape, sybils, 1)],
      sybils,
      attackEdges: 1,
      turned: [],
    };
  },
};
