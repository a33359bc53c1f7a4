/** Results as tables. */
import { type Agreement, LEVELS, type LevelWeights } from './advogato.ts';
import type { MergeComparison } from './merge-task.ts';
import { between, decimal, percent, signed, type Table } from './table.ts';
import type { Comparison } from './task.ts';
import type { MergedShare, VouchedReport } from './vouched.ts';

/** AUC of every measure on a task, best first. */
export const comparisonTable = ({ task, good, bad, bestBaseline, outcomes }: Comparison): Table => ({
  title: `${task.name}: ${good} good, ${bad} bad; seeds: ${task.seedChoices[0].name}`,
  head: ['measure', 'AUC', '95 %', `less ${bestBaseline}`, '95 %', 'over seed choices'],
  rows: outcomes
    .toSorted((a, b) => b.auc - a.auc)
    .map(({ measure, auc, interval, difference, differenceInterval, overSeeds }) => [
      measure.isBaseline ? `${measure.name} (baseline)` : measure.name,
      decimal(auc),
      between(interval),
      signed(difference),
      between(differenceInterval),
      measure.seeded && overSeeds ? `${decimal(overSeeds.low)}–${decimal(overSeeds.high)}` : '',
    ]),
});

const unweighted = (comparisons: readonly Comparison[]): Comparison[] =>
  comparisons.filter(({ task }) => task.isUnweighted);

/** Structural trust with voices counted otherwise than by default. */
const FORMS = ['structural-unseconded', 'structural-2', 'structural-plain'];
const GATE = ['structural', ...FORMS, 'standing'];
const [T_LOW, T_HIGH] = [0.3, 0.7];

/** Structural trust, as it is by default, against its other forms and against what it is made of, one line per task. */
export const formsTable = (comparisons: readonly Comparison[]): Table =>
  lessTable(comparisons, {
    title: 'structural trust less its other forms',
    others: [...FORMS, 'standing', 'opinion'],
  });

/** What capping branches does by itself: the same with the first accuser heard, one line per task. */
export const capsTable = (comparisons: readonly Comparison[]): Table =>
  lessTable(comparisons, {
    title: 'one voice a branch (κ = 1) less two, and less all, where the first accuser is heard',
    of: 'structural-unseconded',
    others: ['structural-2', 'structural-plain'],
  });

/** Structural trust against what one gets by counting, one line per task. */
export const baselinesTable = (comparisons: readonly Comparison[]): Table =>
  lessTable(comparisons, {
    title: 'structural trust less the baselines',
    others: ['positive-count', 'degree', 'pagerank', 'mean-rating'],
  });

/** What stands before the first comma of the tasks' names. */
const networkOf = ([first]: readonly Comparison[]): string => first?.task.name.split(',')[0] ?? '';

interface Less {
  readonly title: string;
  /** The measure whose AUC is shown, and from which the others' are subtracted. Default structural trust. */
  readonly of?: string;
  readonly others: readonly string[];
}

const lessTable = (comparisons: readonly Comparison[], { title, of = 'structural', others }: Less): Table => ({
  title: `${networkOf(comparisons)}: ${title}, AUC and paired 95 % intervals`,
  head: ['task', 'good', 'bad', 'AUC', ...others.map((other) => `less ${other}`)],
  rows: comparisons.map(({ task, good, bad, outcomes, less }) => [
    task.name,
    String(good),
    String(bad),
    decimal(outcomes.find(({ measure }) => measure.name === of)?.auc ?? Number.NaN),
    ...others.map((other) => {
      const { value, ...interval } = less(of, other);
      return `${signed(value)} ${between(interval)}`;
    }),
  ]),
});

/** What the gate's fixed thresholds let through, for each form of structural trust; of unweighted networks. */
export const thresholdTable = (comparisons: readonly Comparison[]): Table => ({
  title: `${networkOf(comparisons)}: who reaches the thresholds of the gate`,
  head: ['network', 'measure', 'good ≥ .30', 'bad ≥ .30', 'good ≥ .70', 'bad ≥ .70'],
  rows: unweighted(comparisons).flatMap(({ task, reaching }) =>
    GATE.map((measure) => {
      const [low, high] = [reaching(measure, T_LOW), reaching(measure, T_HIGH)];
      return [task.name, measure, ...[low.good, low.bad, high.good, high.bad].map(percent)];
    }),
  ),
});

/** How far each measure agrees with Advogato's levels, best first. */
export const agreementTable = (agreements: readonly Agreement[]): Table => ({
  title: `Advogato: agreement with its own levels, ${agreements[0]?.people} people, ${agreements[0]?.reached} of them reached`,
  head: [
    'measure',
    'Spearman',
    'reached only',
    'Kendall',
    ...LEVELS.slice(1).map((level) => `AUC ≥ ${level}`),
    'same level',
  ],
  rows: agreements
    .toSorted((a, b) => b.spearman - a.spearman)
    .map(({ name, aucs, sameLevel, ...each }) => [
      name,
      ...[each.spearman, each.spearmanReached, each.kendall].map(decimal),
      ...aucs.map((auc) => `${decimal(auc.auc)} ${between(auc)}`),
      percent(sameLevel),
    ]),
});

/** Awarded level by level given. */
export const confusionTable = ({ name, confusion }: Agreement): Table => ({
  title: `Advogato: level awarded (rows) and level by ${name}, each given as often as awarded`,
  head: ['awarded', ...LEVELS],
  rows: confusion.map((row, level) => [LEVELS[level] ?? '', ...row.map(String)]),
});

/** Spearman's ρ with Advogato's levels under several weights of the certificates. */
export const sensitivityTable = (byWeights: readonly WeightedCorrelations[]): Table => ({
  title: "Advogato: Spearman's ρ by what Apprentice, Journeyer and Master certificates weigh",
  head: ['measure', ...byWeights.map(({ weights }) => weights.join(' / '))],
  rows: (byWeights[0]?.correlations ?? []).map(({ name }, at) => [
    name,
    ...byWeights.map(({ correlations }) => decimal(correlations[at]?.spearman ?? Number.NaN)),
  ]),
});

interface WeightedCorrelations {
  readonly weights: LevelWeights;
  readonly correlations: readonly { readonly name: string; readonly spearman: number }[];
}

/** Which pull requests get merged, by the author's record and by the merge graph. */
export const mergeTable = ({ name, pulls, merged, authors, known, outcomes }: MergeComparison): Table => ({
  title: `${name}: ${pulls} pull requests, ${merged} merged, ${authors} authors; the graph knows the author of ${known}`,
  head: ['score', 'AUC', '95 %', 'within a repository', '95 %', 'gain', '95 %'],
  rows: outcomes.map(({ gain, ...each }) => [
    each.name,
    decimal(each.auc),
    between(each.interval),
    decimal(each.withinRepo),
    between(each.withinInterval),
    gain === null ? '' : signed(gain.value),
    gain === null ? '' : between(gain),
  ]),
});

/** Shares merged before vouching began. */
export const vouchedTable = (report: VouchedReport): Table => {
  const row = (name: string, { pulls, authors, share, interval }: MergedShare): string[] => [
    name,
    String(pulls),
    String(authors),
    decimal(share),
    between(interval),
  ];
  return {
    title: `VOUCHED lists, before vouching began in the repository (${report.after} pull requests after it left out)`,
    head: ['authors', 'pull requests', 'authors', 'merged', '95 %'],
    rows: [
      row('vouched for later', report.later),
      row('never vouched for', report.never),
      row('vouched for later, first pull request', report.laterFirst),
      row('never vouched for, first pull request', report.neverFirst),
      row('vouched for elsewhere by then', report.vouchedElsewhere),
    ],
  };
};
