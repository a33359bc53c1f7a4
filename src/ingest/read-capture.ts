import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { AppError } from '../domain/index.ts';

/**
 * The lines of a Jetstream capture (JSONL), in batches; blank lines are left out.
 * @throws AppError when the file cannot be read, naming it.
 */
export async function* readCapture(path: string, batchSize = 5000): AsyncGenerator<readonly string[]> {
  const stream = createReadStream(path);
  let batch: string[] = [];
  try {
    for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (line.trim() === '') continue;
      batch.push(line);
      if (batch.length >= batchSize) {
        yield batch;
        batch = [];
      }
    }
  } catch (cause) {
    throw new AppError(`cannot read ${path} (${(cause as NodeJS.ErrnoException).code ?? cause})`, { cause });
  } finally {
    stream.destroy();
  }
  if (batch.length > 0) yield batch;
}
