import { z } from 'zod';
import type { Dataset } from '../dataset.ts';
import { columnsOf } from '../matrix.ts';
import { latestRows } from './snapshots.ts';

/** What was last known of people when a model was made: what it takes its neighbours for where nothing newer is known. */
export interface KeptPeople {
  readonly names: readonly string[];
  /** A row for each, in the order of the model's node columns; NaN where a value is not known. */
  readonly values: Float64Array;
}

/** So many people are kept, and so many values of theirs in all: who was heard of last. Of the others nothing is known. */
const MOST_PEOPLE = 20_000;
const MOST_VALUES = 1_000_000;

/** Each named author's latest row; authors are the dataset's numbers. In the order of the names. */
export const keptPeopleOf = (
  dataset: Dataset,
  names: readonly string[],
  nodeColumns: readonly string[],
): KeptPeople => {
  const width = nodeColumns.length;
  const most = Math.min(MOST_PEOPLE, Math.floor(MOST_VALUES / Math.max(1, width)));
  const latest = [...latestRows(dataset, Number.POSITIVE_INFINITY)]
    .flatMap(([author, row]) => (names[author] === undefined ? [] : [{ name: names[author], row }]))
    .sort((a, b) => (dataset.asOfUs[b.row] ?? 0) - (dataset.asOfUs[a.row] ?? 0) || b.row - a.row)
    .slice(0, most)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const { values } = columnsOf(dataset.matrix, nodeColumns);
  const kept = new Float64Array(latest.length * width);
  latest.forEach(({ row }, at) => {
    for (let column = 0; column < width; column += 1) {
      kept[at * width + column] = finiteOrUnknown(values[row * width + column]);
    }
  });
  return { names: latest.map(({ name }) => name), values: kept };
};

/** As JSON can say it, −0 included. */
const finiteOrUnknown = (value = Number.NaN): number => (Number.isFinite(value) ? value + 0 : Number.NaN);

/** As plain JSON: null for NaN. */
export const keptPeopleToJson = ({ names, values }: KeptPeople) => ({
  names: [...names],
  values: Array.from(values, (value) => (Number.isNaN(value) ? null : value)),
});

const shape = z.strictObject({
  names: z
    .array(z.string().min(1).max(2048))
    .max(MOST_PEOPLE)
    .refine((names) => new Set(names).size === names.length, 'must name each once'),
  values: z.array(z.number().nullable()).max(MOST_VALUES),
});

/** People from JSON that anybody may have written, or in words what is wrong with it. Never throws. */
export const keptPeopleFromJson = (json: unknown, width: number): KeptPeople | string => {
  const read = shape.safeParse(json);
  if (!read.success) {
    const [issue] = read.error.issues;
    return `${issue?.path.join('.') || 'as a whole'}: ${issue?.message ?? 'wrong'}`;
  }
  const { names, values } = read.data;
  if (values.length !== names.length * width) return `needs ${names.length * width} values, got ${values.length}`;
  return { names, values: Float64Array.from(values, (value) => value ?? Number.NaN) };
};
