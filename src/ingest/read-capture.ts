import { createReadStream } from 'node:fs';
import { AppError } from '../domain/index.ts';

/**
 * The lines of a Jetstream capture (JSONL), in batches; blank lines are left out. A line ends at a line feed and
 * nowhere else: U+2028 and a lone carriage return may stand inside JSON.
 *
 * @throws AppError when the file cannot be read, naming it.
 */
export async function* readCapture(path: string, batchSize = 5000): AsyncGenerator<readonly string[]> {
  const stream = createReadStream(path, { encoding: 'utf8', highWaterMark: 1024 * 1024 });
  let batch: string[] = [];
  let begun: string[] = [];
  const ended = (line: string): void => {
    const text = line.replace(/^\ufeff/, '').replace(/\r$/, '');
    if (text.trim() !== '') batch.push(text);
  };
  try {
    for await (const chunk of stream as AsyncIterable<string>) {
      const [first = '', ...rest] = chunk.split('\n');
      begun.push(first);
      for (const next of rest) {
        ended(begun.join(''));
        begun = [next];
        if (batch.length < batchSize) continue;
        yield batch;
        batch = [];
      }
    }
  } catch (cause) {
    throw new AppError(`cannot read ${path} (${(cause as NodeJS.ErrnoException).code ?? cause})`, { cause });
  } finally {
    stream.destroy();
  }
  ended(begun.join(''));
  if (batch.length > 0) yield batch;
}
