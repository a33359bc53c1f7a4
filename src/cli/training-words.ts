import { type Compared, reliabilityText, type Score, type TrainReport } from '../learn/index.ts';
import { shortName } from './model-words.ts';
import { table } from './output.ts';

/** What training found, for a terminal: whether a model is served and why, its figures, and what they are held against. */
export const trainingWords = (report: TrainReport): string => {
  const parts = [headline(report), partsInWords(report)];
  if (report.auc !== null) {
    parts.push(figures(report), conditions(report), reliabilityText(report.reliability), threshold(report));
  }
  return parts.filter((part) => part !== '').join('\n\n');
};

const headline = ({ served, reason, model, threshold: found }: TrainReport): string => {
  if (!served) return `Not served. ${reason}`;
  const name = shortName(model ?? '');
  return found?.value === null
    ? `Served, and the fast lane is closed: structural trust, which opens it without a model, does so no more. Model ${name}. ${reason}`
    : `Served: model ${name}. ${reason}`;
};

const partsInWords = ({ rows, window, heldOut, maturityUs, growth }: TrainReport): string => {
  const { all, clean, unreached, left, fit, calibrate, test, testClean } = rows;
  const lines = [
    `examples    ${all}, ${clean} of them clean${unreached > 0 ? `; ${unreached} more are by people whom no trust reaches` : ''}`,
  ];
  if (test > 0) {
    lines.push(
      `learned     ${fit}, then ${calibrate} to calibrate on, made from ${dayOf(window.fromUs)} to before ${dayOf(window.toUs)}`,
      `held out    ${test} from ${dayOf(heldOut.fromUs)} on, ${testClean} of them clean`,
      `left out    ${left}: younger than a label takes (${(maturityUs / 86_400e6).toFixed(1)} days), known too late, or beyond one author’s share`,
    );
  }
  if (growth !== null) lines.push(`trees       ${growth.trees} of at most ${growth.leaves} leaves`);
  return lines.join('\n');
};

const dayOf = (us: number): string => new Date(us / 1000).toISOString().slice(0, 10);

const HEAD = ['on held-out changes', 'AUC', '', 'model’s AUC less its', 'Brier', 'log loss', 'ECE', ''];

const figures = (report: TrainReport): string => {
  const { auc, brier, logLoss, ece, intervals } = report;
  if (auc === null || brier === null || logLoss === null || ece === null || intervals === null) return '';
  const others = { ...report.baselines, ...report.ablations };
  const beside = [
    besideRow('unseen repositories', report.unseenRepositories),
    besideRow('unfamiliar authors', report.unfamiliarAuthors),
  ];
  const rows = [
    scoreRow('the model', { auc, brier, logLoss, ece, intervals }),
    ...Object.entries(others).map(([name, score]) => scoreRow(name, score, score.difference)),
    ...beside.flatMap((row) => (row === null ? [] : [row])),
  ];
  const withoutGraph = report.unfamiliarAuthors?.withoutGraph;
  if (withoutGraph) rows.push(scoreRow('  without graph', withoutGraph, withoutGraph.difference));
  return `${table([HEAD, ...rows])}\n(intervals: 95 %, by bootstrap over authors)`;
};

const besideRow = (name: string, beside: TrainReport['unseenRepositories']): string[] | null =>
  beside?.score ? scoreRow(`${name} (${beside.rows})`, beside.score) : null;

const scoreRow = (name: string, score: Score, difference?: Compared['difference']): string[] => [
  name,
  shown(score.auc),
  ends(score.intervals.auc),
  difference === undefined
    ? ''
    : `${signed(difference.auc.value)} (${signed(difference.auc.low)} to ${signed(difference.auc.high)})`,
  shown(score.brier),
  shown(score.logLoss),
  shown(score.ece),
  ends(score.intervals.ece),
];

const shown = (value: number): string => (Number.isNaN(value) ? '–' : value.toFixed(3));
const signed = (value: number): string =>
  Number.isNaN(value) ? '–' : `${value < 0 ? '−' : '+'}${shown(Math.abs(value))}`;
const ends = ({ low, high }: { readonly low: number; readonly high: number }): string =>
  `${shown(low)} to ${shown(high)}`;

const conditions = (report: TrainReport): string =>
  report.conditions.map(({ asked, met, found }) => `${met ? 'holds ' : 'MISSED'}  ${asked}: ${found}`).join('\n');

const threshold = ({ threshold: found }: TrainReport): string => (found === null ? '' : `fast lane   ${found.words}`);
