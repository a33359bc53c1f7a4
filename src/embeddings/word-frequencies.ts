import { createHash } from 'node:crypto';
import { deflateSync, inflateSync } from 'node:zlib';
import { InvariantError } from '../domain/index.ts';
import { countWords } from './word-counts.ts';

/** Words are counted by a part of their hash; two that share it count as one, which makes both seem commoner. */
const BUCKETS = 65_536;
const BUCKET_SHIFT = 10;

/** In how many of the documents each word stands: frozen once counted, so that vectors stay comparable. */
export interface WordFrequencies {
  /** Twelve hex digits over all counts: other counts, another id. */
  readonly id: string;
  readonly documents: number;
  /** How much a word with this hash says, 1 for one that stands everywhere: ln((N + 1) / (n + 1)) + 1. */
  weightOf(hash: number): number;
  /** The counts as text, for `frequenciesIn`. */
  toText(): string;
}

/** A count in the making. The order of the documents makes no difference. */
export interface FrequencyCount {
  add(text: string, signal?: AbortSignal): Promise<void>;
  /** The frequencies of what was added so far. */
  frozen(): WordFrequencies;
}

const bucketOf = (hash: number): number => (hash >>> BUCKET_SHIFT) & (BUCKETS - 1);

/** Starts a count with no documents. */
export const frequencyCount = (): FrequencyCount => {
  const counts = new Uint32Array(BUCKETS);
  let documents = 0;
  return {
    async add(text, signal) {
      const { added, deleted } = await countWords(text, signal);
      const seen = new Set([...added.keys(), ...deleted.keys()].map(bucketOf));
      for (const bucket of seen) counts[bucket] = (counts[bucket] ?? 0) + 1;
      documents += 1;
    },
    frozen: () => frequencies(documents, counts.slice()),
  };
};

const frequencies = (documents: number, counts: Uint32Array): WordFrequencies => {
  const bytes = Buffer.alloc(BUCKETS * 4);
  for (const [bucket, count] of counts.entries()) bytes.writeUInt32LE(count, bucket * 4);
  return {
    id: createHash('sha256').update(`${documents} `).update(bytes).digest('hex').slice(0, 12),
    documents,
    weightOf: (hash) => Math.log((documents + 1) / ((counts[bucketOf(hash)] ?? 0) + 1)) + 1,
    toText: () => `${documents} ${deflateSync(bytes).toString('base64')}`,
  };
};

/** Frequencies out of their text. @throws InvariantError for a text that `toText` never wrote. */
export const frequenciesIn = (text: string): WordFrequencies => {
  const [, digits, packed] = /^(\d{1,15}) ([A-Za-z0-9+/=]+)$/.exec(text) ?? [];
  if (digits === undefined || packed === undefined) throw new InvariantError('stored word frequencies are broken');
  let bytes: Buffer;
  try {
    bytes = inflateSync(Buffer.from(packed, 'base64'), { maxOutputLength: BUCKETS * 4 });
  } catch (cause) {
    throw new InvariantError('stored word frequencies are broken', { cause });
  }
  if (bytes.length !== BUCKETS * 4) throw new InvariantError(`stored word frequencies have ${bytes.length} bytes`);
  const counts = Uint32Array.from({ length: BUCKETS }, (_, bucket) => bytes.readUInt32LE(bucket * 4));
  return frequencies(Number(digits), counts);
};
