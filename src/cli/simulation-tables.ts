import type { AttackFacts, AttackRow, Simulation } from '../trust/index.ts';
import { table } from './output.ts';

const WIDTH = 118;
const GROUP = 18;
/** The longest name of a measure and a space. */
const NAME = 22;
const COST_OF = ['mistaken-vouch', 'compromised-member'] as const;

/** A simulation as tables for people, at most 120 columns wide: a title line each, then its text, `simulationHeadline` apart. */
export const simulationTables = (simulation: Simulation, attacks: readonly AttackFacts[]): string[] => {
  const attacked = attacks.flatMap((attack) => {
    const rows = simulation.rows.filter((row) => row.attack === attack.name);
    return rows.length === 0 ? [] : [attackTable(attack, rows)];
  });
  const priced = COST_OF.every((name) => simulation.rows.some(({ attack }) => attack === name));
  return [
    admittedTable(simulation),
    ...attacked,
    ...(priced ? [costTable(simulation)] : []),
    ...(simulation.stability.length > 0 ? [stabilityTable(simulation)] : []),
  ];
};

/** What stands above the tables, known before anything is computed. */
export const simulationHeadline = ({ people, seed, runs }: Pick<Simulation, 'people' | 'seed' | 'runs'>): string =>
  wrapped(
    `${runs} worlds of ${people} honest people and 3 maintainers, from seed ${seed}. Means over the worlds. Of the shapes an ` +
      'attack can take, the one that serves best against that measure. fast: accounts of the attacker in the fast lane, ' +
      'queue: in the normal queue or better, both per attack edge (a vouch by an honest person, or a member taken over; ' +
      'in all where there is none). harm: honest people who lose a lane.',
  );

const admittedTable = ({ admitted }: Simulation): string =>
  titled('Honest people let in before any attack', [
    ['measure', 'fast', 'queue', ''],
    ...admitted.map(({ contestant, high, low, description }) => [contestant, one(high), one(low), description]),
  ]);

const attackTable = ({ name, description }: AttackFacts, rows: readonly AttackRow[]): string => {
  const settings = [...new Set(rows.map(settingOf))];
  const contestants = [...new Set(rows.map(({ contestant }) => contestant))];
  const group = (text: string): string => text.padStart(GROUP);
  const lines = contestants.map((contestant) => {
    const cells = rows
      .filter((row) => row.contestant === contestant)
      .map(({ sybilsHighPerEdge, sybilsLowPerEdge, harmed }) =>
        [sybilsHighPerEdge, sybilsLowPerEdge, harmed].map(({ mean }) => one(mean).padStart(6)).join(''),
      );
    return `${contestant.padEnd(NAME)}${cells.join('  ')}`;
  });
  const heads = [
    `${''.padEnd(NAME)}${settings.map(group).join('  ')}`,
    `${'measure'.padEnd(NAME)}${settings.map(() => '  fast queue  harm').join('  ')}`,
  ];
  return [wrapped(`${name}: ${description}`), '', ...heads.map((head) => head.trimEnd()), ...lines].join('\n');
};

/** The bar of the design: how many accounts one mistake, or one stolen account, can bring into the fast lane. */
const costTable = ({ rows, admitted }: Simulation): string => {
  const cell = (attack: string, contestant: string, distance: number): string => {
    const row = rows.find(
      (one) => one.attack === attack && one.contestant === contestant && one.setting.distance === distance,
    );
    return String(row?.sybilsHigh.max ?? '').padStart(4);
  };
  const distances = [0, 1, 2, 3, 4];
  return titled('The price of a sybil: most accounts in the fast lane in any world, by hops from the seeds', [
    ['', ...COST_OF],
    ['measure', ...COST_OF.map(() => distances.map((hops) => String(hops).padStart(4)).join(''))],
    ...admitted.map(({ contestant }) => [
      contestant,
      ...COST_OF.map((attack) => distances.map((hops) => cell(attack, contestant, hops)).join('')),
    ]),
  ]);
};

const stabilityTable = ({ stability, admitted }: Simulation): string => {
  const kinds = ['within budget', 'over budget'] as const;
  const heads = ['mean drop', 'largest', 'lose a lane', 'at most'];
  const cells = (contestant: string, kind: (typeof kinds)[number]): string[] => {
    const row = stability.find((one) => one.contestant === contestant && one.voucher === kind);
    if (row === undefined) return heads.map(() => '');
    const { drop, lost } = row;
    return [drop.mean.toFixed(4), drop.max.toFixed(2), lost.mean.toFixed(2), String(lost.max)];
  };
  return titled('One more honest vouch: how far others fall, in fast-lane thresholds, and how many lose a lane by it', [
    ['', ...kinds.flatMap((kind) => [`${kind}:`, '', '', ''])],
    ['measure', ...kinds.flatMap(() => heads)],
    ...admitted.map(({ contestant }) => [contestant, ...kinds.flatMap((kind) => cells(contestant, kind))]),
  ]);
};

const titled = (title: string, rows: readonly (readonly string[])[]): string => `${title}\n\n${table(rows)}`;

const one = (value: number): string => value.toFixed(1);

/** `k 10`; names are cut when all does not fit the 18 characters of a group of columns. */
const settingOf = ({ setting }: AttackRow): string => {
  const named = (letters: number): string =>
    Object.entries(setting)
      .map(([key, value]) => `${key.slice(0, letters)} ${value}`)
      .join(' ');
  return named(GROUP).length <= GROUP ? named(GROUP) : named(4).slice(0, GROUP);
};

const wrapped = (text: string): string => text.replaceAll(new RegExp(`(.{1,${WIDTH}})(?: |$)`, 'g'), '$1\n').trimEnd();
