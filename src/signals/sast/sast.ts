import type { Signal } from '../signal.ts';
import { collect } from '../text/collect.ts';
import { compareReplaced, PROSE } from './constant-time/compare-replaced.ts';

/** Protections that a change takes away, and dangerous calls that it adds. */
export const sast: Signal = {
  id: 'sast',
  version: 3,
  reads: ({ path }) => !PROSE.test(path),
  run: (change) => collect(compareReplaced(change)),
};
