import { z } from 'zod';
import { type SageModel, sizeOf, weightCountOf } from './sage-model.ts';
import { WIDEST } from './train-sage.ts';

/** A model as plain JSON: numbers in lists. Reading it back gives the same bits. */
export const sageToJson = ({ hidden, epochs, nodeScales, ownScales, weights }: SageModel) => ({
  hidden,
  epochs,
  nodeScales: scalesToJson(nodeScales),
  ownScales: scalesToJson(ownScales),
  weights: Array.from(weights),
});

const scalesToJson = ({ columns, mean, perDeviation, gaps }: SageModel['nodeScales']) => ({
  columns: [...columns],
  mean: Array.from(mean),
  perDeviation: Array.from(perDeviation),
  gaps: Array.from(gaps),
});

const MOST_COLUMNS = 500;
/** No weight that training finds; and small enough that no sum of products overflows. */
const MOST = 1e6;

const scales = z
  .strictObject({
    columns: z.array(z.string().min(1).max(64)).max(MOST_COLUMNS),
    mean: z.array(z.number()).max(MOST_COLUMNS),
    perDeviation: z.array(z.number().min(0)).max(MOST_COLUMNS),
    gaps: z.array(z.int().min(0).max(1)).max(MOST_COLUMNS),
  })
  .refine(
    ({ columns, mean, perDeviation, gaps }) =>
      [mean, perDeviation, gaps].every(({ length }) => length === columns.length),
    'must have one number per column',
  )
  .refine(({ columns }) => new Set(columns).size === columns.length, 'must name each column once')
  .transform(({ columns, mean, perDeviation, gaps }) => ({
    columns,
    mean: Float64Array.from(mean),
    perDeviation: Float64Array.from(perDeviation),
    gaps: Uint8Array.from(gaps),
  }));

const shape = z.strictObject({
  hidden: z.int().min(1).max(WIDEST),
  epochs: z.int().min(0),
  nodeScales: scales,
  ownScales: scales,
  weights: z.unknown(),
});

/** A model from JSON that anybody may have written, or in words what is wrong with it. Never throws. */
export const sageFromJson = (json: unknown): SageModel | string => {
  const read = shape.safeParse(json);
  if (!read.success) {
    const [issue] = read.error.issues;
    return `the model is not one: ${issue?.path.join('.') || 'as a whole'}: ${issue?.message ?? 'wrong'}`;
  }
  const { weights, ...rest } = read.data;
  const count = weightCountOf(sizeOf(rest));
  if (!Array.isArray(weights) || weights.length !== count) return `the model needs a list of ${count} weights`;
  const numbers = weights.filter((each): each is number => typeof each === 'number' && Math.abs(each) <= MOST);
  if (numbers.length < count) return `the model has a weight that is no number up to ${MOST}`;
  return { ...rest, weights: Float64Array.from(numbers) };
};
