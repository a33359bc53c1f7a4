import type { SourceWeight } from '../domain/index.ts';
import type { Weights } from './fusion.ts';

/** A weight of 1 of which nothing is known, but for what is given. */
export const weight = (change: Partial<SourceWeight> = {}): SourceWeight => ({
  source: 'sast',
  weight: 1,
  by: 'nothing',
  contextClass: '',
  observations: 0,
  rate: 0.5,
  interval: [0.05, 0.95],
  ...change,
});

/** Weights by source, as verdicts gave them. */
export const weightsOf = (shares: Readonly<Record<string, number>>): Weights =>
  new Map(Object.entries(shares).map(([source, share]) => [source, weight({ source, weight: share, by: 'verdicts' })]));
