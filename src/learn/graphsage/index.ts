/**
 * GraphSAGE of two layers, trained offline and compared with the trees: it is served only where it is better and stable.
 * Start with `sage-model.ts` for what it computes, `snapshots.ts` for what it may know, `ruling.ts` for when it wins.
 */
export { type Judged, judgeSage, type SageReport } from './judge-sage.ts';
export type { SageVerdict } from './ruling.ts';
export { sageToJson } from './sage-json.ts';
export type { SageModel } from './sage-model.ts';
export type { Ties } from './ties.ts';
export { gnnVerdictFromJson } from './verdict-json.ts';
