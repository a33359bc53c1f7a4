import type { Lane, Policy } from '../domain/index.ts';

export const LANE_WORDS: Readonly<Record<Lane, string>> = {
  fast_lane: 'fast lane',
  normal_queue: 'normal queue',
  needs_human: 'needs human',
};

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Two digits; what is no number is said to be none. */
export const digits = (value: number): string => (Number.isFinite(value) ? value.toFixed(2) : 'unknown');

/**
 * Trust in two digits, or as many more (`least` at the least) as keep it on its side of the thresholds. What is almost
 * nothing is told from 0.
 */
export const trustDigits = (value: number, { tLow, tHigh }: Policy, least = 2): string => {
  if (value > 0 && value < 0.005 && least === 2) return 'under 0.01';
  const keepsSide = (text: string): boolean =>
    [tLow, tHigh].every((threshold) => Number(text) >= threshold === value >= threshold);
  const texts = [2, 3, 4].filter((count) => count >= least).map((count) => value.toFixed(count));
  return texts.find(keepsSide) ?? value.toFixed(6);
};

/** What structural trust is held against, lower first: with a learned model served, T_LOW alone. */
export const trustThresholds = ({ tLow, tHigh, learned }: Policy): readonly number[] =>
  learned === undefined ? [tLow, tHigh] : [tLow];

/** `a, b, and c`. */
export const AND = new Intl.ListFormat('en', { type: 'conjunction' });
/** `a, b, or c`. */
export const OR = new Intl.ListFormat('en', { type: 'disjunction' });

const LONGEST = 96;

/** The end of a path, which tells more than its beginning. */
export const nearEnd = (path: string): string => {
  if (path.length <= LONGEST) return path;
  return `…${Array.from(path.slice(-2 * LONGEST))
    .slice(-LONGEST)
    .join('')}`;
};

/** Somebody's own words, short enough for a sentence. */
export const inShort = (text: string): string => {
  if (text.length <= LONGEST) return text;
  return `${Array.from(text.slice(0, 2 * LONGEST))
    .slice(0, LONGEST)
    .join('')}…`;
};

const LAST_MS = 8.64e15;

/** The day (UTC) of a time in microseconds since 1970: `2026-08-11`. */
export const dayOf = (timeUs: number): string => {
  const ms = Math.floor(timeUs / 1000);
  return Math.abs(ms) <= LAST_MS ? new Date(ms).toISOString().replace(/T.*/, '') : 'a day that no calendar has';
};
