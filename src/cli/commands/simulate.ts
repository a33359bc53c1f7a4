import { type Command, InvalidArgumentError } from 'commander';
import { UsageError } from '../../domain/index.ts';
import { attacks, simulate } from '../../trust/index.ts';
import { print, printJson, progress } from '../output.ts';
import { simulationCsv } from '../simulation-csv.ts';
import { simulationPlot } from '../simulation-plot.ts';
import { simulationHeadline, simulationTables } from '../simulation-tables.ts';
import { writeWhole } from '../write-whole.ts';

interface SimulateFlags {
  readonly attack?: string;
  readonly set?: Readonly<Record<string, number>>;
  readonly people: number;
  readonly seed: number;
  readonly runs: number;
  readonly csv?: string;
  readonly svg?: string;
  readonly json?: boolean;
}

const whole =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (/^\d{1,10}$/.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`must be a whole number of ${least} to ${most}`);
  };

const assignment = (text: string, known: Readonly<Record<string, number>> = {}): Readonly<Record<string, number>> => {
  const [, name, value] = /^([a-z]+)=(\d{1,6})$/.exec(text) ?? [];
  if (name === undefined) throw new InvalidArgumentError('must be parameter=number, such as size=50');
  return { ...known, [name]: Number(value) };
};

export const registerSimulate = (program: Command): void => {
  program
    .command('simulate')
    .description('attacks on made-up networks, and what each way of measuring trust makes of them')
    .option('--attack <name>', 'this attack alone (default: all, the price of a sybil and stability)')
    .option('--set <parameter=number>', "one of the attack's parameters, instead of its standard settings", assignment)
    .option('--people <n>', 'honest people in each world', whole(20, 2000), 200)
    .option('--seed <n>', 'where the draws start; the same number gives the same figures', whole(0, 2 ** 31), 1)
    .option('--runs <n>', 'worlds, from seed, seed + 1, …', whole(1, 100), 5)
    .option('--csv <file>', 'write every figure there')
    .option('--svg <file>', 'write a plot there')
    .option('--json', 'print everything as one JSON document')
    .addHelpText('after', () => `\nAttacks:\n${attacks.map(explained).join('\n')}`)
    .action(async (flags: SimulateFlags) => {
      const { attack, set, people, seed, runs } = flags;
      requireAsked(attack, set);
      if (!flags.json) print(`${simulationHeadline(flags)}\n\n`);
      const shown = progress('attack');
      const found = simulate({
        people,
        seed,
        runs,
        ...(attack !== undefined && { attacks: [attack] }),
        ...(set !== undefined && { values: set }),
        onAttack: shown.show,
      });
      shown.done();
      if (flags.csv !== undefined) await writeWhole(flags.csv, simulationCsv(found));
      if (flags.svg !== undefined) await writeWhole(flags.svg, [simulationPlot(found, attacks)]);
      if (flags.json) printJson(found);
      else print(simulationTables(found, attacks).join('\n\n'));
    });
};

const explained = ({ name, parameters }: (typeof attacks)[number]): string => {
  const each = Object.entries(parameters).map(
    ([key, { meaning, fallback, least, most }]) =>
      `    ${key}: ${meaning}; ${least} to ${most}, ${fallback} unless set`,
  );
  return [`  ${name}`, ...each].join('\n');
};

const requireAsked = (attack: string | undefined, set: SimulateFlags['set']): void => {
  const facts = attacks.find(({ name }) => name === attack);
  if (attack !== undefined && facts === undefined) {
    throw new UsageError(`no attack ${attack}: one of ${attacks.map(({ name }) => name).join(', ')}`);
  }
  if (set === undefined) return;
  if (facts === undefined) throw new UsageError('--set needs --attack: parameters differ from attack to attack');
  for (const [name, value] of Object.entries(set)) {
    const parameter = facts.parameters[name];
    if (parameter === undefined) {
      throw new UsageError(`${attack} has no parameter ${name}: one of ${Object.keys(facts.parameters).join(', ')}`);
    }
    if (value < parameter.least || value > parameter.most) {
      throw new UsageError(`${name} must be ${parameter.least} to ${parameter.most}, got ${value}`);
    }
  }
};
