import { measures } from '../measures/all-measures.ts';
import type { Measure } from '../measures/measure.ts';

/** The gate's default policy, in its own scale. */
export const T_LOW = 0.3;
export const T_HIGH = 0.7;

/** A measure together with the way its thresholds are found. */
export interface Contestant {
  /** The measure's name, with `@gate` behind it when it is held against the gate's own thresholds. */
  readonly name: string;
  readonly measure: Measure;
  /** `gate`: .30 and .70. `calibrated`: as many honest people above them as standing has while nobody denounces. */
  readonly thresholds: 'gate' | 'calibrated';
}

/** Measures on the gate's own scale: while nobody denounces they are standing, and calibrating would change nothing. */
const ON_THE_GATES_SCALE = ['standing', 'structural', 'structural-2', 'structural-plain', 'structural-unseconded'];

/** Everybody who competes; `eigentrust-max` twice, as it is and as it would have to be read to let anybody in. */
export const contestants: readonly Contestant[] = measures.flatMap((measure): Contestant[] => {
  const { name } = measure;
  if (ON_THE_GATES_SCALE.includes(name)) return [{ name, measure, thresholds: 'gate' }];
  const calibrated: Contestant = { name, measure, thresholds: 'calibrated' };
  return name === 'eigentrust-max' ? [calibrated, { name: `${name}@gate`, measure, thresholds: 'gate' }] : [calibrated];
});
