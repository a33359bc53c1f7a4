import { z } from 'zod';
import { AppError } from '../domain/index.ts';

/** A response's body as text. @throws AppError as soon as it is longer than `maxBytes`. */
export const readBounded = async (response: Response, maxBytes: number): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new AppError(`the embeddings service answered more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

const problem = z.object({ error: z.object({ code: z.unknown().optional(), type: z.unknown().optional() }) });

/** The short code of an error reply. Its prose is left out: it may repeat the key or the text. */
export const errorCodeIn = (body: string): string | null => {
  try {
    const { code, type } = problem.parse(JSON.parse(body)).error;
    return codeFrom(code) ?? codeFrom(type);
  } catch {
    return null;
  }
};

const codeFrom = (value: unknown): string | null =>
  typeof value === 'string' && /^[a-z][a-z0-9_.-]{0,59}$/i.test(value) ? value : null;
