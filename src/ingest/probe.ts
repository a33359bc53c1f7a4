import { parseEvent } from './parse-event.ts';

/** What a stream holds, without keeping any of it. */
export interface ProbeReport {
  readonly lines: number;
  readonly collections: readonly {
    readonly collection: string;
    readonly create: number;
    readonly update: number;
    readonly delete: number;
    /** Each set of field names seen, with how often, most frequent first. */
    readonly shapes: readonly { readonly fields: string; readonly count: number }[];
  }[];
  readonly unusable: Readonly<Record<string, number>>;
}

interface Seen {
  readonly operations: { create: number; update: number; delete: number };
  readonly shapes: Map<string, number>;
}

/** Counts the collections, operations and field shapes of a stream. Writes nothing. */
export const probe = async (
  batches: AsyncIterable<readonly string[]>,
  maxEvents = Number.POSITIVE_INFINITY,
): Promise<ProbeReport> => {
  const seen = new Map<string, Seen>();
  const unusable: Record<string, number> = {};
  let lines = 0;
  for await (const batch of batches) {
    for (const line of batch.slice(0, maxEvents - lines)) {
      lines += 1;
      const parsed = parseEvent(line);
      if (parsed.kind === 'unusable') unusable[parsed.reason] = (unusable[parsed.reason] ?? 0) + 1;
      else note(seen, parsed.event);
    }
    if (lines >= maxEvents) break;
  }
  const collections = [...seen].map(([collection, { operations, shapes }]) => ({
    collection,
    ...operations,
    shapes: [...shapes].map(([fields, count]) => ({ fields, count })).sort((a, b) => b.count - a.count),
  }));
  return { lines, collections: collections.sort((a, b) => (a.collection < b.collection ? -1 : 1)), unusable };
};

const note = (
  seen: Map<string, Seen>,
  event: { collection: string; operation: 'create' | 'update' | 'delete'; record: string | null },
): void => {
  const entry = seen.get(event.collection) ?? { operations: { create: 0, update: 0, delete: 0 }, shapes: new Map() };
  seen.set(event.collection, entry);
  entry.operations[event.operation] += 1;
  if (event.record === null) return;
  const fields = Object.keys(JSON.parse(event.record)).sort().join(' ');
  entry.shapes.set(fields, (entry.shapes.get(fields) ?? 0) + 1);
};
