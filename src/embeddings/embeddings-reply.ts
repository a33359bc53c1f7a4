import { z } from 'zod';
import { AppError } from '../domain/index.ts';

const reply = z.object({
  data: z.array(z.object({ index: z.number().int(), embedding: z.array(z.number()) })),
});

/**
 * The vectors of a reply in the order asked for, each brought to length 1.
 * @throws AppError for anything but `count` vectors of finite numbers and one length, each with its own index.
 */
export const vectorsIn = (body: string, count: number): readonly Float32Array[] => {
  const { data } = parsed(body);
  if (data.length !== count) throw wrong(`${data.length} vectors for ${count} texts`);
  const vectors = new Map(data.map(({ index, embedding }) => [index, ofLengthOne(embedding)]));
  const length = data[0]?.embedding.length;
  return Array.from({ length: count }, (_, index) => {
    const vector = vectors.get(index);
    if (vector === undefined) throw wrong(`no vector for text ${index + 1} of ${count}`);
    if (vector.length !== length) throw wrong(`vectors of ${length} and of ${vector.length} numbers`);
    return vector;
  });
};

const wrong = (what: string): AppError => new AppError(`the embeddings service answered ${what}`);

const parsed = (body: string): z.output<typeof reply> => {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (cause) {
    throw new AppError('the embeddings service answered something that is no JSON', { cause });
  }
  const checked = reply.safeParse(value);
  const [issue] = checked.error?.issues ?? [];
  if (!checked.success) throw wrong(`no list of vectors (${issue?.path.join('.')}: ${issue?.code})`);
  return checked.data;
};

const MOST_DIMENSIONS = 8192;

const ofLengthOne = (embedding: readonly number[]): Float32Array => {
  if (embedding.length < 1 || embedding.length > MOST_DIMENSIONS)
    throw wrong(`a vector of ${embedding.length} numbers`);
  const length = Math.sqrt(embedding.reduce((sum, value) => sum + value * value, 0));
  if (!(length > 0 && length < Number.POSITIVE_INFINITY)) throw wrong('a vector of length 0, or without one');
  return Float32Array.from(embedding, (value) => value / length);
};
