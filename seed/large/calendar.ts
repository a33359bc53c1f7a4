import { usAt } from '../clock.ts';
import { below } from './dice.ts';

export const HOUR_US = 3_600_000_000;
export const DAY_US = 24 * HOUR_US;

/** When the large world begins: three years before the demo's last day. */
export const BEGIN_US = usAt('2023-11-01 06:00', 'the large world begins');

/**
 * When it ends: before the demo's last day, so that ages are counted to the same day whether the large world is there or
 * not.
 */
export const END_US = usAt('2026-10-30 20:00', 'the large world ends');

/** A moment from one to another, all as likely; the first where they are the wrong way round. */
export const between = (fromUs: number, toUs: number, thrown: number): number =>
  fromUs + below(Math.max(0, toUs - fromUs), thrown);
