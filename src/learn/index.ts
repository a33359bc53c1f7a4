/**
 * What can be learned from how changes turned out: boosted trees, calibration, what a prediction is made of, how good it
 * is, and GraphSAGE to compare with. Pure: no clock, no files, and no chance but by a seed. Start with `dataset.ts`.
 */
export type * from './dataset.ts';
export { columnsOf, type Matrix, rowsOf } from './matrix.ts';
