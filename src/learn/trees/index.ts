/**
 * Boosted trees for the probability of a yes: grown by seed to the same bit anywhere, exactly explained, and read back
 * from hostile JSON. Start with `trees.ts`, then `grow-trees.ts`.
 */
export type * from './explain.ts';
export { explainRows } from './explain.ts';
export type * from './grow-options.ts';
export { growTrees } from './grow-trees.ts';
export { marginsOf } from './margins.ts';
export type { Trees } from './trees.ts';
