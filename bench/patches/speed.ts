import { parsePatch as parsePeer } from 'diff';
import { parsePatch } from '../../src/diff/index.ts';
import { median } from '../measure.ts';
import type { Sample } from './find-patches.ts';

const RUNS = 5;

/** Parsing speeds over the same patches, one after the other in the same run, in MB of 10^6 bytes a second of one core. */
export interface Speed {
  readonly ours: number;
  readonly peer: number;
  /** Patches on which the `diff` package throws; its time does not count those, nor does ours in `both`. */
  readonly peerThrows: number;
  /** Ours on the patches that the peer takes, too. */
  readonly both: number;
}

/** Processor time, so that a busy machine tells the same; the collector's threads count, too. */
const seconds = (work: () => void): number => {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
};

const peerTakes = (text: string): boolean => {
  try {
    parsePeer(text);
    return true;
  } catch {
    return false;
  }
};

/** Medians of five passes each, after one that warms up. Ours starts from bytes and hashes them, the peer's from text. */
export const measureSpeed = (samples: readonly Sample[]): Speed => {
  const texts = samples.map(({ bytes }) => bytes.toString());
  const taken = samples.map((_, index) => index).filter((index) => peerTakes(texts[index] ?? ''));
  const common = taken.flatMap((index) => samples[index] ?? []);
  const sizeOf = (some: readonly Sample[]) => some.reduce((sum, { bytes }) => sum + bytes.length, 0) / 1e6;
  const pass = (some: readonly Sample[]) => () => {
    for (const { bytes } of some) parsePatch(bytes);
  };
  const peerPass = () => {
    for (const index of taken) parsePeer(texts[index] ?? '');
  };
  const rounds = Array.from(
    { length: RUNS },
    () => [seconds(pass(samples)), seconds(pass(common)), seconds(peerPass)] as const,
  );
  const rate = (size: number, at: 0 | 1 | 2) => size / median(rounds.map((round) => round[at]));
  return {
    ours: rate(sizeOf(samples), 0),
    both: rate(sizeOf(common), 1),
    peer: rate(sizeOf(common), 2),
    peerThrows: samples.length - taken.length,
  };
};
