/** Circuits, weights and conduct as decisions are made with them. Start with `reputation-now.ts`; `reputation-pass.ts` keeps them. */
export { revokedIn } from './eligibility.ts';
export { ownerOf } from './judged.ts';
export { contextOf, type ReputationNow, reputationAt } from './reputation-now.ts';
export type { ReputationStore } from './reputation-pass.ts';
