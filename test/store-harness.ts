import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { ingestStream } from '../src/ingest/index.ts';
import { foldEvents, openStore, type Store } from '../src/store/index.ts';

/** A directory of its own, gone when the test is. */
export const scratchDirectory = (): string => {
  const directory = mkdtempSync(join(tmpdir(), 'tangled-trust-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
};

/** A real DuckDB file of its own. */
export const scratchStore = (): Store => openStore(join(scratchDirectory(), 'trust.duckdb'));

/** Takes lines in, as `ingest` does. */
export const ingestInto = (store: Store, lines: readonly string[], batchSize = 1000) =>
  ingestStream(
    inBatches(lines, batchSize),
    { fold: (batch) => store.write((db) => foldEvents(db, batch)) },
    { source: 'test' },
  );

export function* inBatches<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
