/**
 * What machines can say about a change without knowing who wrote it. One folder per signal, each with the shape in
 * `signal.ts` (read that first); `runSignals` runs them. A finding can only lower a lane. Signals see nothing but the `Change`
 * and the `SignalContext` they are handed: no network, clock or files.
 */
export { allSignals } from './all-signals.ts';
export {
  type Advisories,
  type Advisory,
  type Ecosystem,
  type Neighbour,
  NO_CONTEXT,
  type SignalContext,
} from './context.ts';
export { runSignals, type SignalReport, signalsVersion } from './run-signals.ts';
export type { Signal } from './signal.ts';
export { kindOfChange } from './size/kind-of-change.ts';
export { slop } from './slop/slop.ts';
