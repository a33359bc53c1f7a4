/**
 * What machines can say about a change without knowing who wrote it: secrets, removed protections, hidden characters,
 * and text aimed at a reviewer. One file per signal, each with the shape in `signal.ts` (read that first); `runSignals`
 * runs them. A finding can only lower a lane. Signals see nothing but the `Change`: no network, clock or files.
 */
export { allSignals } from './all-signals.ts';

export { runSignals, type SignalReport, signalsVersion } from './run-signals.ts';

export type { Signal } from './signal.ts';
