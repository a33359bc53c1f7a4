/**
 * What can be learned from how changes turned out: boosted trees, calibration, what a prediction is made of, how good it
 * is, and GraphSAGE to compare with. Pure: no clock, no files, and no chance but by a seed. Start with `dataset.ts`.
 */
export { calibrated, type Isotonic, isotonicOf } from './calibration/isotonic.ts';
export type * from './dataset.ts';
export { isGiven, WITHHELD } from './dataset.ts';
export * from './evaluation/index.ts';
export type * from './graphsage/index.ts';
export { gnnModelText, judgeSage, readGnn, sageNow } from './graphsage/index.ts';
export { type Drift, driftOf, LOOK_GROWTH } from './guarantee/drift.ts';
export type { GuaranteedThreshold } from './guarantee/guaranteed-threshold.ts';
export { columnsOf, type Matrix, rowsOf } from './matrix.ts';
export type * from './model-file/model.ts';
export { modelText } from './model-file/model-text.ts';
export { type Prediction, predict } from './model-file/predict.ts';
export { MODEL_BYTES_MAX, type ReadModel, readModel } from './model-file/read-model.ts';
export { drawn, randomFrom } from './random.ts';
export type * from './training/report.ts';
export { type TrainOptions, train } from './training/train.ts';
export type * from './trees/index.ts';
export { explainRows, growTrees, marginsOf } from './trees/index.ts';
