/**
 * GraphSAGE of two layers, trained offline and compared with the trees: it is served only where it is better and stable.
 * Start with `sage-model.ts` for what it computes, `snapshots.ts` for what it may know, `ruling.ts` for when it wins.
 */
export { type GnnModel, gnnModelText } from './gnn-model.ts';
export { type Judged, type JudgeOptions, judgeSage, type SageReport } from './judge-sage.ts';
export { type Gnn, type GnnTexts, readGnn } from './read-gnn.ts';
export type { SageVerdict } from './ruling.ts';
export { type SageNow, type SageSaid, sageNow } from './sage-now.ts';
export type { Ties } from './ties.ts';
