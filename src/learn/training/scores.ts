import type { Evaluation, Figures } from '../evaluation/evaluate.ts';
import type { Compared, Score } from './report.ts';

/** An evaluation as a report has it: the figures by themselves, and their intervals beside. */
export const scoreOf = ({ auc, brier, logLoss, ece }: Figures): Score => ({
  auc: auc.value,
  brier: brier.value,
  logLoss: logLoss.value,
  ece: ece.value,
  intervals: { auc: endsOf(auc), brier: endsOf(brier), logLoss: endsOf(logLoss), ece: endsOf(ece) },
});

const endsOf = ({ low, high }: Figures['auc']): Score['intervals']['auc'] => ({ low, high });

/** All but the first of some evaluations, by name: each against the first. */
export const comparedBy = (evaluations: readonly Evaluation[]): Record<string, Compared> =>
  Object.fromEntries(
    evaluations.flatMap(({ name, difference, ...figures }) =>
      difference === null ? [] : [[name, { ...scoreOf(figures), difference }]],
    ),
  );
