import { describe, expect, it } from 'vitest';
import type { Dataset } from '../dataset.ts';
import { keptPeopleFromJson, keptPeopleOf, keptPeopleToJson } from './kept-people.ts';

/** One column to keep and one of the change; author, moment, value. */
const dataset = (rows: readonly (readonly [number, number, number])[]): Dataset => ({
  matrix: {
    rows: rows.length,
    columns: ['change', 'p'],
    values: Float64Array.from(rows.flatMap(([, , value]) => [99, value])),
  },
  labels: new Uint8Array(rows.length),
  asOfUs: Float64Array.from(rows, ([, atUs]) => atUs),
  knownAtUs: Float64Array.from(rows, ([, atUs]) => atUs),
  repositories: new Int32Array(rows.length),
  authors: Int32Array.from(rows, ([author]) => author),
});

describe('people who are kept with a model', () => {
  it('are named authors with their latest row, by name; what is no number is not known', () => {
    const rows = [
      [0, 10, 1],
      [1, 20, Number.POSITIVE_INFINITY],
      [0, 30, -0],
      [2, 40, 5],
    ] as const;
    const kept = keptPeopleOf(dataset(rows), ['z', 'a'], ['p']);
    expect(kept).toEqual({ names: ['a', 'z'], values: Float64Array.of(Number.NaN, 0) });
    expect(keptPeopleFromJson(JSON.parse(JSON.stringify(keptPeopleToJson(kept))), 1)).toEqual(kept);
  });

  it('are at most so many: those heard of last', () => {
    const count = 20_005;
    const rows = Array.from({ length: count }, (_, at) => [at, at, at] as const);
    const names = rows.map(([author]) => `n${String(author).padStart(6, '0')}`);
    const kept = keptPeopleOf(dataset(rows), names, ['p']);
    expect(kept.names).toEqual(names.slice(5));
    expect(kept.values[0]).toBe(5);
    expect(
      keptPeopleOf(
        dataset(rows),
        names,
        Array.from({ length: 100 }, () => 'p'),
      ).names,
    ).toHaveLength(10_000);
  });
});
