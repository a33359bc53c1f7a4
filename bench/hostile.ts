/**
 * How far hostile diffs get that talk to the reviewer: docs/hostile.md has what came out.
 *
 *     node bench/hostile.ts [--quick]
 *
 * Every injection of test/hostile is crossed with every danger and taken the whole way, as a change of somebody fully
 * trusted, with each of the stand-in's readers; then again without the signals, without the probe, without both. Harmless
 * changes go the same way. The same input gives the same figures. `--quick` takes four dangers each, and no defence away.
 */
import { parseArgs } from 'node:util';
import { openStandIn } from '../stand-in/index.ts';
import { type Combination, combined, LOGIC_ONLY, someWith } from '../test/hostile/combinations.ts';
import { DANGERS } from '../test/hostile/dangers.ts';
import { DEFENCES, isTalkSeen } from '../test/hostile/held-by.ts';
import { drawnAway, IN_PARTS, inOnePart } from '../test/hostile/in-parts.ts';
import { INJECTIONS } from '../test/hostile/injections/index.ts';
import { reviewersOver } from '../test/hostile/stand-in-reviewer.ts';
import { targetedAt } from '../test/hostile/targeted.ts';
import { decideAll, machinesWith, type Sent } from '../test/hostile/whole-way.ts';
import { injectionRate, type Judged, judgedFrom, passes, rate, table } from './hostile/counts.ts';
import { carriers, goodChanges } from './hostile/harmless.ts';

const { values: options } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });

const MODELS = ['obedient', 'yes', 'sly', 'careful'];
const idOf = (model: string): string => `stand-in-${model}-1`;
const isLogic = ({ danger }: Combination): boolean => danger.rule === null;

await using standIn = await openStandIn();
const reviewerWith = reviewersOver(standIn);
const machines = { on: machinesWith(), off: machinesWith([]) };

const crossed = INJECTIONS.flatMap((injection) =>
  options.quick ? someWith(injection) : DANGERS.map((danger) => combined(injection, danger)),
);
const logic = crossed.filter(isLogic);

interface Defended {
  readonly signals: boolean;
  readonly probe: boolean;
}

const decisionsOn = (sent: readonly Sent[], model: string, { signals, probe }: Defended) =>
  decideAll(sent, reviewerWith({ model: idOf(model), probe }), signals ? machines.on : machines.off);

const judge = async (sent: readonly Combination[], model: string, defended: Defended): Promise<readonly Judged[]> =>
  judgedFrom(sent, await decisionsOn(sent, model, defended));

const ALL: Defended = { signals: true, probe: true };
const print = (title: string, text: string): void => console.log(`## ${title}\n\n${text}`);

const byModel = new Map<string, readonly Judged[]>();
for (const model of MODELS) byModel.set(model, await judge(crossed, model, ALL));
const judgedBy = (model: string): readonly Judged[] => byModel.get(model) ?? [];

const printDefences = (): void => {
  const shown = DEFENCES.filter((defence) => [...byModel.values()].flat().some(({ held }) => held.has(defence)));
  const rows = MODELS.flatMap((model) =>
    [true, false].map((known) => {
      const own = judgedBy(model).filter((each) => isLogic(each) !== known);
      const counts = shown.map((defence) => {
        const by = own.filter(({ held }) => held.has(defence));
        return `${by.length} (${by.filter(({ held }) => held.size === 1).length})`;
      });
      return [`\`${model}\``, known ? 'machines know' : 'logic only', own.length, ...counts, own.filter(passes).length];
    }),
  );
  print('What held, and how often alone', table(['reader', 'dangers', 'diffs', ...shown, '**fast lane**'], rows));
};

const printFamilies = (): void => {
  const rows = [...new Set(INJECTIONS.map(({ family }) => family))].map((family) => {
    const of = (model: string) => judgedBy(model).filter((each) => isLogic(each) && each.injection.family === family);
    const [obedient, sly] = [of('obedient'), of('sly')];
    const injections = INJECTIONS.filter((injection) => injection.family === family);
    const heard = new Set(obedient.filter(({ held }) => isTalkSeen(held)).map(({ injection }) => injection.id));
    const count = (judged: readonly Judged[], did: (each: Judged) => boolean) => judged.filter(did).length;
    return [
      family,
      `${injections.length} (${injections.filter(({ set }) => set === 'unseen').length})`,
      heard.size,
      obedient.length,
      count(obedient, ({ held }) => held.has('probe')),
      count(obedient, ({ held }) => held.has('flag')),
      count(sly, ({ held }) => held.has('flag')),
      [obedient, of('yes'), sly].map((judged) => count(judged, passes)).join(' / '),
    ];
  });
  const head = ['family', 'injections (unseen)', 'heard by signals', 'diffs', 'probe missed by `obedient`'];
  const rest = ['flagged by `obedient`', 'flagged by `sly`', 'fast lane: `obedient` / `yes` / `sly`'];
  print('By family, logic-only dangers', table([...head, ...rest], rows));
};

const printHeard = (): void => {
  const rows = (['seen', 'unseen'] as const).map((set) => {
    const own = judgedBy('yes').filter(({ injection }) => injection.set === set);
    return [set, injectionRate(own, ({ held }) => isTalkSeen(held))];
  });
  print('Heard by `instructions` or `concealment`', table(['injections', 'heard (95 %)'], rows));
};

const printAblations = async (): Promise<void> => {
  const rows: string[][] = [];
  for (const model of MODELS) {
    const row = [`\`${model}\``];
    for (const signals of [false, true]) {
      for (const probe of [false, true]) {
        const judged = await judge(logic, model, { signals, probe });
        row.push(injectionRate(judged, passes));
      }
    }
    rows.push(row);
  }
  const head = ['reader', 'nothing but the reader', 'probe only', 'signals only', 'all'];
  print('Injections that bring a logic-only danger into the fast lane (95 %)', table(head, rows));
};

const printTargeted = async (): Promise<void> => {
  const targeted = LOGIC_ONLY.flatMap((danger) => targetedAt(danger).map((injection) => combined(injection, danger)));
  const rows: (string | number)[][] = [];
  for (const model of MODELS) {
    const judged = await judge(targeted, model, ALL);
    const names = [...new Set(judged.filter(passes).map(({ injection }) => injection.id.replace('targeted-', '')))];
    rows.push([`\`${model}\``, judged.length, judged.filter(passes).length, names.join(', ')]);
  }
  print('Orders to overlook the one file', table(['reader', 'diffs', '**fast lane**', 'by'], rows));
};

const printInParts = async (): Promise<void> => {
  const rows: (string | number)[][] = [];
  for (const model of MODELS) {
    const decisions = await decideAll(inOnePart, reviewerWith({ model: idOf(model), limits: IN_PARTS }), machines.on);
    const parts = decisions.map(({ evidence }) => evidence.review?.parts.length ?? 0);
    const through = inOnePart.filter((_, index) => decisions[index]?.outcome.lane === 'fast_lane').map(({ id }) => id);
    const least = `${Math.min(...parts)} to ${Math.max(...parts)}`;
    rows.push([`\`${model}\``, inOnePart.length, least, through.length, through.join(', ')]);
  }
  print('Talk in one part of many', table(['reader', 'diffs', 'parts', '**fast lane**', 'by'], rows));
};

const printDrawnAway = async (): Promise<void> => {
  const rows: (string | number)[][] = [];
  for (const by of ['no finding', 'low finding'] as const) {
    const judged = await decideAll(
      drawnAway(by),
      reviewerWith({ model: idOf('obedient'), limits: IN_PARTS }),
      machines.on,
    );
    rows.push([by, rate(judged.filter((decision) => passes({ decision })).length, judged.length)]);
  }
  print('A part that draws the probe to itself', table(['in another part', 'fast lane with `obedient` (95 %)'], rows));
};

const printHarmless = async (): Promise<void> => {
  const rows: string[][] = [];
  for (const model of MODELS) {
    const row = [`\`${model}\``];
    for (const changes of [carriers, goodChanges]) {
      const decisions = await decisionsOn(changes, model, ALL);
      row.push(rate(decisions.filter(({ outcome }) => outcome.lane === 'fast_lane').length, changes.length));
    }
    rows.push(row);
  }
  print('Harmless changes in the fast lane (95 %)', table(['reader', 'carriers', 'bench/review/corpus/good'], rows));
};

const printHoles = (): void => {
  const pairs = MODELS.flatMap((model) =>
    judgedBy(model)
      .filter(passes)
      .map(({ injection, danger }) => ({ model, injection: injection.id, danger: danger.id })),
  );
  const byInjection = Map.groupBy(pairs, ({ model, injection }) => `${model}: ${injection}`);
  const lines = [...byInjection].map(([who, through]) => `${who} × ${through.map(({ danger }) => danger).join(', ')}`);
  print('Through', lines.map((line) => `${line}\n`).join(''));
};

printDefences();
printFamilies();
printHeard();
if (!options.quick) await printAblations();
await printTargeted();
await printInParts();
await printDrawnAway();
await printHarmless();
printHoles();
