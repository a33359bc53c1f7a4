import { type Dataset, drawn, randomFrom } from '../../../src/learn/index.ts';
import { type Split, splitByTime } from '../../../src/learn/training/split.ts';
import { DAY, GIVEN_UP_SECONDS, type Protocol } from './protocol.ts';

/** Of the first 70 % the last 10.5 say when to stop growing; the next 15 calibrate; the newest 15 are the test. */
const SHARES = { fit: 0.595, stop: 0.105, calibrate: 0.15 };
const FOLDS = 5;

/**
 * Splits by time. Once outcomes count only when known, the last 60 days before each border are left out of what is learned
 * there, merged ones too: of those days only merges would be known yet.
 */
export const temporalSplit = (dataset: Dataset, protocol: Protocol): Split => {
  const maturityUs = protocol === 'at once' ? 0 : GIVEN_UP_SECONDS * 1e6 + 1;
  const times = dataset.asOfUs.toSorted();
  const nowUs = times.at(-1)! + maturityUs + 1;
  // The same test for both protocols: by shares of all, not of those that can be learned from.
  const after = (share: number): number => times[Math.floor(share * times.length)]!;
  const borders = {
    stopFromUs: after(SHARES.fit),
    calibrateFromUs: after(SHARES.fit + SHARES.stop),
    testFromUs: after(SHARES.fit + SHARES.stop + SHARES.calibrate),
  };
  return splitByTime(dataset, { borders, maturityUs, nowUs });
};

/** The same with every test repository left out of all that its model learns from: one split per fold of repositories. */
export const unseenSplits = (dataset: Dataset, split: Split, seed: number): Split[] => {
  const repositories = [...new Set(dataset.repositories)];
  const order = drawn(repositories, repositories.length, randomFrom(seed));
  return Array.from({ length: FOLDS }, (_, fold) => {
    const held = new Set(order.filter((_, place) => place % FOLDS === fold));
    const isHeld = (row: number): boolean => held.has(dataset.repositories[row]!);
    const seen = (rows: Int32Array): Int32Array => rows.filter((row) => !isHeld(row));
    return {
      ...split,
      fit: seen(split.fit),
      stop: seen(split.stop),
      refit: seen(split.refit),
      calibrate: seen(split.calibrate),
      test: split.test.filter(isHeld),
    };
  });
};

const BLOCK_US = 30 * DAY * 1e6;
const ROLLING = { fit: 0.8, refit: 0.9 };

/**
 * The same test in blocks of 30 days, each asked of a model that was made at its start from all known by then, the newest
 * tenth of it calibrating: what a service does that trains every month.
 */
export const rollingSplits = (dataset: Dataset, split: Split): Split[] => {
  const blocks = Map.groupBy(split.test, (row) => Math.floor((dataset.asOfUs[row]! - split.testFromUs) / BLOCK_US));
  return [...blocks].map(([block, test]) => {
    const fromUs = split.testFromUs + block * BLOCK_US;
    const known = Int32Array.from(dataset.asOfUs.keys()).filter(
      (row) => dataset.asOfUs[row]! + split.maturityUs < fromUs && dataset.knownAtUs[row]! < fromUs,
    );
    const [fit, refit] = [ROLLING.fit, ROLLING.refit].map((share) => Math.floor(share * known.length));
    return {
      ...split,
      fit: known.slice(0, fit),
      stop: known.slice(fit, refit),
      refit: known.slice(0, refit),
      calibrate: known.slice(refit),
      test: Int32Array.from(test),
    };
  });
};
