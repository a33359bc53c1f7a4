import type { Feature } from '../../learn/index.ts';

/** A column without its name and its group. */
export type Described = Pick<Feature, 'unit' | 'meaning' | 'words'> & Partial<Pick<Feature, 'direction' | 'forgeable'>>;

/** More of it never lowers the probability. */
export const up = { direction: 1 } as const;
/** More of it never raises the probability. */
export const down = { direction: -1 } as const;
/** Anybody can make it what they like. */
export const forgeable = { forgeable: true } as const;
