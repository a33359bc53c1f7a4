import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { AppError } from '../domain/index.ts';
import { type ByteSource, type EdgeTable, readEdges, readParquetEdges } from '../trust/index.ts';
import { fromFile } from './from-file.ts';

const CHUNK_BYTES = 2 ** 20;

/**
 * The edges in a file: CSV, gzipped CSV or Parquet, told apart by the first bytes, not by the name. All but Parquet may
 * come from a pipe. @throws AppError naming the path, and line or row where the fault is in one.
 */
export const readEdgeFile = (path: string): Promise<EdgeTable> =>
  fromFile(path, async () => {
    const chunks = createReadStream(path, { highWaterMark: CHUNK_BYTES });
    const rest: AsyncIterator<Buffer> = chunks[Symbol.asyncIterator]();
    const head = await firstBytes(rest);
    if (head.subarray(0, 4).toString('latin1') === 'PAR1') {
      chunks.destroy();
      return readParquetFile(path);
    }
    const isGzip = head[0] === 0x1f && head[1] === 0x8b;
    return isGzip ? readGzipped(both(head, rest)) : readEdges(both(head, rest));
  });

/** The beginning of a file, four bytes or more where it has them. */
const firstBytes = async (chunks: AsyncIterator<Buffer>): Promise<Buffer> => {
  let head: Buffer = Buffer.alloc(0);
  while (head.length < 4) {
    const { value, done } = await chunks.next();
    if (done) break;
    head = Buffer.concat([head, value]);
  }
  return head;
};

async function* both(head: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield head;
  yield* { [Symbol.asyncIterator]: () => rest };
}

const readGzipped = async (chunks: AsyncIterable<Buffer>): Promise<EdgeTable> => {
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  try {
    return await pipeline(chunks, gunzip, readEdges);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (code === 'Z_BUF_ERROR') throw new AppError('the gzip data ends before its end', { cause });
    if (code?.startsWith('Z_')) throw new AppError(`the gzip data is damaged (${code})`, { cause });
    throw cause;
  }
};

const readParquetFile = async (path: string): Promise<EdgeTable> => {
  if (!(await stat(path)).isFile())
    throw new AppError('Parquet is read from its end, and this is no file that has one');
  await using file = await open(path);
  const { size } = await file.stat();
  const slice = async (start: number, end = size): Promise<ArrayBuffer> => {
    const bytes = new Uint8Array(end - start);
    for (let filled = 0; filled < bytes.length; ) {
      const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, start + filled);
      if (bytesRead === 0) throw new AppError(`the file ends at byte ${start + filled}, wanted up to ${end}`);
      filled += bytesRead;
    }
    return bytes.buffer;
  };
  const source: ByteSource = { byteLength: size, slice };
  // Awaited here, so that the file is still open while it is read.
  return await readParquetEdges(source);
};
