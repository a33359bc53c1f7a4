import { tinyModel } from '../model-file/testing.ts';
import { type GnnModel, namedGnnModel } from './gnn-model.ts';
import type { SageReport } from './judge-sage.ts';
import { type Comparison, rulingOf } from './ruling.ts';
import { type SageModel, sizeOf, weightCountOf } from './sage-model.ts';

const scales = (...columns: string[]): SageModel['nodeScales'] => ({
  columns,
  mean: new Float64Array(columns.length).fill(2),
  perDeviation: new Float64Array(columns.length).fill(0.5),
  gaps: new Uint8Array(columns.length),
});

/** A whole GraphSAGE on `merged` and `rank`, or another column in its place, two wide, of 300 held-out changes, 250 of them clean. */
export const tinyGnnModel = (featureHash: string, [merged, rank] = ['merged', 'rank']): GnnModel => {
  const columns = [merged, rank];
  const { trees: _, id: __, ...said } = tinyModel();
  const untrained = { hidden: 2, nodeScales: scales(merged), ownScales: scales(...columns) };
  const count = weightCountOf(sizeOf(untrained));
  const weights = Float64Array.from({ length: count }, (_, at) => (at % 5) / 4 - 0.5);
  const people = { names: ['did:plc:known', 'did:plc:unsaid'], values: Float64Array.of(4, Number.NaN) };
  const rows = { fit: 600, stop: 60, calibrate: 150, test: 300, testClean: 250 };
  return namedGnnModel({ ...said, featureHash, columns, rows, sage: { ...untrained, epochs: 7, weights }, people });
};

/** How a comparison went; what is left out is a win. */
export interface Went {
  /** Each seed's AUC; the trees' is .75. */
  readonly aucs?: readonly number[];
  readonly conditionsMet?: boolean;
}

/** A report whose verdict follows from its figures, about `model` where it qualifies. */
export const tinyReport = (
  model: GnnModel,
  { aucs = [0.801, 0.802, 0.803, 0.804, 0.805], conditionsMet = true }: Went = {},
): SageReport => {
  const mean = aucs.reduce((sum, auc) => sum + auc, 0) / aucs.length;
  const against = (auc: number) => ({
    ...{ auc, logLoss: 0.4, margin: auc - 0.75 },
    interval: { low: auc - 0.77, high: auc - 0.73 },
  });
  const { auc, logLoss, ...margin } = against(mean);
  const comparison: Comparison = {
    ...margin,
    seeds: aucs.map((each, at) => ({ seed: at + 1, ...against(each) })),
    figures: {
      ...{ rows: 300, clean: 250 },
      trees: { auc: 0.75, logLoss: 0.45 },
      sage: { auc, logLoss },
      spread: Math.max(...aucs) - Math.min(...aucs),
    },
  };
  const verdict = rulingOf(comparison);
  const qualifies = verdict.served && conditionsMet;
  return {
    ...{ format: 1, qualifies, reason: 'As it was measured.', verdict },
    conditions: [{ asked: 'at least 200 held-out changes', met: conditionsMet, found: '300' }],
    model: qualifies ? model.id : null,
    rows: { all: 1100, fit: 600, calibrate: 150, test: 300 },
    featureHash: model.featureHash,
    seed: 1,
  };
};
