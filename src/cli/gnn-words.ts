import type { SageReport, SageVerdict } from '../learn/index.ts';
import { table } from './output.ts';

/** By whose probabilities is decided once a verdict is kept; `why` begins small and ends without a full stop. */
export const gnnDecides = ({ qualifies }: Pick<SageReport, 'qualifies'>) =>
  qualifies
    ? ({ by: 'graphsage', why: 'GraphSAGE decides in place of the trees while both files are in MODEL_DIR' } as const)
    : ({ by: 'trees', why: 'the trees decide, or structural trust where none are served' } as const);

/** What a comparison came to, for a terminal: the verdict, its figures over all seeds beside the trees', and who decides. */
export const gnnWords = ({ qualifies, reason, verdict, conditions, rows, model }: SageReport): string => {
  const { all, fit, calibrate, test } = rows;
  const named = model === null ? '' : ` It is kept as model ${model.slice(0, 12)}.`;
  const parts = [
    reason,
    `examples    ${all}: ${fit} learned from, ${calibrate} calibrated on, ${test} held out`,
    ...(verdict === null ? [] : [figures(verdict)]),
    conditions.map(({ asked, met, found }) => `${met ? 'holds ' : 'MISSED'}  ${asked}: ${found}`).join('\n'),
    `${qualifies ? 'GraphSAGE may decide.' : 'GraphSAGE may not decide.'}${named} Once this is kept, ${gnnDecides({ qualifies }).why}.`,
  ];
  return parts.join('\n\n');
};

const HEAD = ['on held-out changes', 'AUC', 'less the trees’', '95 % interval', 'log loss', 'wins'];

const figures = ({ margin, interval, wins, seeds, figures: { trees, sage } }: SageVerdict): string => {
  const rows = [
    ['the trees', shown(trees.auc), '', '', shown(trees.logLoss), ''],
    row('GraphSAGE, mean', { ...sage, margin, interval, wins }),
    ...seeds.map((seed) => row(`  from seed ${seed.seed}`, seed)),
  ];
  return `${table([HEAD, ...rows])}\n(intervals: by bootstrap over authors)`;
};

type Beside = Pick<SageVerdict['seeds'][number], 'auc' | 'logLoss' | 'margin' | 'interval' | 'wins'>;

const row = (name: string, { auc, logLoss, margin, interval, wins }: Beside): string[] => [
  name,
  shown(auc),
  signed(margin),
  interval === null ? '–' : `${signed(interval.low)} to ${signed(interval.high)}`,
  shown(logLoss),
  wins ? 'yes' : 'no',
];

const shown = (value: number | null): string => (value === null ? '–' : value.toFixed(3));
const signed = (value: number | null): string =>
  value === null ? '–' : `${value < 0 ? '−' : '+'}${shown(Math.abs(value))}`;
