import type { Lane, Policy } from '../domain/index.ts';

export const LANE_WORDS: Readonly<Record<Lane, string>> = {
  fast_lane: 'fast lane',
  normal_queue: 'normal queue',
  needs_human: 'needs human',
};

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const digits = (value: number): string => value.toFixed(2);

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
