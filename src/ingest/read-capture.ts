import { createReadStream } from 'node:fs';
import { AppError } from '../domain/index.ts';
import { LineSplitter } from './line-splitter.ts';
import type { Message } from './message.ts';

const MOST_IN_BATCH_CHARACTERS = 8 * 1024 * 1024;

/**
 * The lines of a Jetstream capture (JSONL), in batches; blank lines are left out. A line ends at a line feed and
 * nowhere else: U+2028 and a lone carriage return may stand inside JSON. A line that is not UTF-8, or too long to be an
 * event, comes as a dead letter.
 *
 * @throws AppError when the file cannot be read, naming it.
 */
export async function* readCapture(path: string, batchSize = 5000): AsyncGenerator<readonly Message[]> {
  const stream = createReadStream(path, { highWaterMark: 1024 * 1024 });
  const splitter = new LineSplitter();
  let [batch, characters]: [Message[], number] = [[], 0];
  const add = (line: Message): void => {
    const message = typeof line === 'string' ? line.replace(/^\ufeff/, '').replace(/\r$/, '') : line;
    if (typeof message === 'string' && message.trim() === '') return;
    batch.push(message);
    characters += typeof message === 'string' ? message.length : message.raw.length;
  };
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      for (const line of splitter.push(chunk)) {
        add(line);
        if (batch.length < batchSize && characters < MOST_IN_BATCH_CHARACTERS) continue;
        yield batch;
        [batch, characters] = [[], 0];
      }
    }
  } catch (cause) {
    throw new AppError(`cannot read ${path} (${(cause as NodeJS.ErrnoException).code ?? cause})`, { cause });
  } finally {
    stream.destroy();
  }
  add(splitter.rest());
  if (batch.length > 0) yield batch;
}
