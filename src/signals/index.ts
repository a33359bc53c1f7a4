/**
 * What machines can say about a change without knowing who wrote it. One folder per signal, each with the shape in
 * `signal.ts` (read that first); `runSignals` runs them. A finding can only lower a lane. Signals see nothing but the `Change`
 * and the `SignalContext` they are handed: no network, clock or files. `runBlind` runs them for a reviewer, on what it may see.
 * `slop` and `discussion` speak of others' doings, which change: they are run whenever a pull request is decided.
 */
export { allSignals } from './all-signals.ts';
export {
  type Advisories,
  type Advisory,
  type Discussion,
  type DiscussionComment,
  type Ecosystem,
  type Neighbour,
  NO_CONTEXT,
  type SignalContext,
} from './context.ts';
export { discussion } from './discussion/discussion.ts';
export { runBlind } from './run-blind.ts';
export { runSignals, type SignalReport, signalsVersion } from './run-signals.ts';
export type { Signal } from './signal.ts';
export { areaOf } from './size/file-area.ts';
export { kindOfChange } from './size/kind-of-change.ts';
export { slop } from './slop/slop.ts';
