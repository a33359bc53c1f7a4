import { type Attack, accounts, denounce, mostUsefulAt, trustedPeople, vouch } from '../attack.ts';

const WIDTH = 5;

/** New names. */
export const whitewashing: Attack = {
  name: 'whitewashing',
  description:
    'a direct vouchee who was taken over vouches for five accounts; they misbehave, three members denounce them and him, ' +
    'and he withdraws those vouches and gives five new ones, round after round',
  aim: 'enter',
  parameters: { rounds: { meaning: 'times the accounts were burnt and replaced', fallback: 3, least: 0, most: 30 } },
  settings: [{ rounds: 0 }, { rounds: 1 }, { rounds: 3 }, { rounds: 10 }],
  shapes: ['tree'],
  build: (scene) => {
    const { world, value, draws } = scene;
    const member = mostUsefulAt(scene, 1)[0]!;
    const all = accounts(WIDTH * (value('rounds') + 1));
    const [burnt, sybils] = [all.slice(0, -WIDTH), all.slice(-WIDTH)];
    const members = trustedPeople(scene).filter((person) => person !== member);
    const rounds = Array.from({ length: value('rounds') }, (_, round) =>
      burnt.slice(round * WIDTH, (round + 1) * WIDTH),
    );
    const accusations = rounds.flatMap((round) =>
      draws.sample(members, 3).flatMap((from) => [member, ...round].map((to) => denounce(from, to))),
    );
    const honest = world.opinions.filter(({ from }) => from !== member);
    return {
      opinions: [...honest, ...accusations, ...sybils.map((sybil) => vouch(member, sybil))],
      sybils,
      attackEdges: 1,
      turned: [member],
    };
  },
};
