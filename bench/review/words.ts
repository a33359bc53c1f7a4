import { DEFAULT_MODEL } from '../../src/review/index.ts';
import { share } from '../signals/hits.ts';
import type { Discrimination, Share } from './figures.ts';
import type { Measured } from './measured.ts';

const row = (...cells: readonly (string | number)[]): string => cells.join(' | ');
const shown = ({ k, n }: Share): string => share(k, n);
const digits = (value: number, count: number): string => (Number.isFinite(value) ? value.toFixed(count) : '–');

const discriminationRow = (who: string, { precision, recall, falseAlarms }: Discrimination): string =>
  row(who, shown(precision), shown(recall), shown(falseAlarms));

const WHO = { reviewer: 'the reviewer alone', machines: 'machine findings alone', both: 'both, as a lane is made' };

const discriminationIn = ({ by }: Measured): readonly string[] =>
  (['held', 'high'] as const).flatMap((level) => [
    row(
      level === 'held' ? 'not for the fast lane' : 'for a person: risk ≥ .7 or a high flag',
      'precision (95 %)',
      'recall (95 %)',
      'of those that may pass (95 %)',
    ),
    ...(['reviewer', 'machines', 'both'] as const).map((who) => discriminationRow(`  ${WHO[who]}`, by[who][level])),
  ]);

const reliabilityIn = ({ reliability }: Measured): readonly string[] => [
  row('risk said', 'diffs', 'mean risk', 'defects among them (95 %)'),
  ...reliability.map(({ over, upTo, meanRisk, defects }) =>
    row(`  ${over.toFixed(1)}–${upTo.toFixed(1)}`, defects.n, digits(meanRisk, 2), shown(defects)),
  ),
];

const varianceIn = ({ variance: { diffs, meanDeviation, flipped } }: Measured): string =>
  diffs === 0
    ? 'between repeats: each was asked once'
    : `between repeats, ${diffs} diffs: standard deviation of the risk ${digits(meanDeviation, 3)} on average; ` +
      `held once and not another time ${shown(flipped)}`;

interface Wording {
  /** Nothing was paid then: costs are at the prices of the default model. */
  readonly isStandIn: boolean;
  /** Name the diffs judged wrongly. */
  readonly withWrong: boolean;
}

/** The figures for a person to read. */
export const inWords = (measured: Measured, { isStandIn, withWrong }: Wording): string => {
  const { diffs, defects, outcomes, brier, hallucinated, named, cost, wrong } = measured;
  const verdicts = measured.by.reviewer.held;
  const failures = Object.entries(outcomes).filter(([kind]) => kind !== 'verdict');
  return [
    `${diffs} diffs, ${defects} of them defects; ${verdicts.recall.n + verdicts.falseAlarms.n} with a verdict the first time`,
    `reviews: ${outcomes.verdict ?? 0} verdicts${failures.map(([kind, count]) => `, ${count} ${kind}`).join('')}`,
    ...discriminationIn(measured),
    `Brier score ${digits(brier.score, 3)}; always saying the share of defects: ${digits(brier.baseRate, 3)}`,
    ...reliabilityIn(measured),
    `flags that point at nothing in the diff: ${shown(hallucinated)}`,
    `defects whose noted line is flagged: ${shown(named)}`,
    varianceIn(measured),
    `cost $${digits(cost.dollars, 4)}${isStandIn ? ` at the prices of ${DEFAULT_MODEL}, nothing of it paid` : ''}; each $${digits(cost.dollarsEach, 5)}, ${digits(cost.tokensEach, 0)} tokens, ${digits(cost.secondsEach, 2)} s`,
    ...(withWrong ? wrong : []),
  ].join('\n');
};
