import type { Opinion } from './local-trust.ts';

/** Opinions of one polarity, one row each, in the order they came; nodes by index, weights as magnitudes. */
export interface Rows {
  readonly from: number[];
  readonly to: number[];
  readonly weight: number[];
  readonly ageMs: number[];
}

/** Opinions taken apart into columns, ids interned in ascending order of their UTF-16 code units. */
export interface Columns {
  readonly ids: readonly string[];
  readonly indexById: ReadonlyMap<string, number>;
  readonly vouches: Rows;
  readonly denounces: Rows;
  readonly selfEdges: number;
  readonly invalid: number;
}

/** Reads every opinion once. Both ends of a dropped opinion are nodes all the same: somebody named them. */
export const columnsOf = (opinions: Iterable<Opinion>, extraIds: Iterable<string>): Columns => {
  const indexById = new Map<string, number>();
  const intern = (id: string): number => {
    const known = indexById.get(id);
    if (known !== undefined) return known;
    indexById.set(id, indexById.size);
    return indexById.size - 1;
  };
  const vouches = noRows();
  const denounces = noRows();
  let selfEdges = 0;
  let invalid = 0;
  for (const id of extraIds) intern(id);
  for (const { from, to, weight, ageMs } of opinions) {
    const [source, target] = [intern(from), intern(to)];
    if (source === target) selfEdges += 1;
    else if (weight === 0 || !Number.isFinite(weight) || !Number.isFinite(ageMs)) invalid += 1;
    else append(weight > 0 ? vouches : denounces, source, target, Math.abs(weight), ageMs);
  }
  const ids = inOrder(indexById, [vouches, denounces]);
  return { ids, indexById, vouches, denounces, selfEdges, invalid };
};

const noRows = (): Rows => ({ from: [], to: [], weight: [], ageMs: [] });

const append = (rows: Rows, from: number, to: number, weight: number, ageMs: number): void => {
  rows.from.push(from);
  rows.to.push(to);
  rows.weight.push(weight);
  rows.ageMs.push(ageMs);
};

/** Renumbers nodes from order of appearance to order of ids, so that the input's order leaves no trace. */
const inOrder = (indexById: Map<string, number>, polarities: readonly Rows[]): string[] => {
  const appeared = [...indexById.keys()];
  const ids = appeared.toSorted();
  ids.forEach((id, index) => {
    indexById.set(id, index);
  });
  const indexOf = Int32Array.from(appeared, (id) => indexById.get(id) ?? -1);
  for (const { from, to } of polarities) {
    for (let row = 0; row < from.length; row += 1) {
      from[row] = indexOf[from[row]!]!;
      to[row] = indexOf[to[row]!]!;
    }
  }
  return ids;
};
