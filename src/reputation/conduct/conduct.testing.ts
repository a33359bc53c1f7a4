import { CONDUCT_DIMENSIONS, type ConductDimension, type ConductSignal } from '../../domain/index.ts';

/** 2026-01-01T00:00:00Z. */
export const START_US = 1_767_225_600_000_000;
export const DAY_US = 86_400_000_000;

export const signal = (dimension: ConductDimension, value: number, atUs = START_US): ConductSignal => ({
  dimension,
  value,
  source: 'test',
  details: null,
  atUs,
});

/** Values of one dimension, a microsecond apart. */
export const row = (dimension: ConductDimension, values: readonly number[], fromUs = START_US): ConductSignal[] =>
  values.map((value, at) => signal(dimension, value, fromUs + at));

/** One value for each dimension, in their order, a microsecond apart. */
export const allFive = (values: readonly number[], fromUs = START_US): ConductSignal[] =>
  CONDUCT_DIMENSIONS.map((dimension, at) => signal(dimension, values[at] ?? 0, fromUs + at));

export const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);
