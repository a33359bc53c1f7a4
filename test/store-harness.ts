import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, onTestFinished } from 'vitest';
import type { Surroundings } from '../src/cli/surroundings.ts';
import { loadConfig, prepareDirectories } from '../src/config/index.ts';
import { stagedBlobs } from '../src/diff/index.ts';
import { deriver, ingestStream } from '../src/ingest/index.ts';
import { foldEvents, openStore, type Store } from '../src/store/index.ts';

/** A directory of its own, gone when the test is. */
export const scratchDirectory = (): string => {
  const directory = mkdtempSync(join(tmpdir(), 'tangled-trust-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
};

/** A real DuckDB file of its own. */
export const scratchStore = (): Store => openStore(join(scratchDirectory(), 'trust.duckdb'), { deriver });

/** Waits until the file is opened anew at the next use, as when another process asks for it. */
export const letGo = async ({ path }: Store): Promise<void> => {
  writeFileSync(`${path}.waiting`, '');
  await sleep(60);
  rmSync(`${path}.waiting`);
};

/** Takes lines in, as `ingest` does. */
export const ingestInto = (store: Store, lines: readonly string[], batchSize = 1000) =>
  ingestStream(
    inBatches(lines, batchSize),
    { fold: (batch) => store.write((db) => foldEvents(db, batch)) },
    { source: 'test' },
  );

function* inBatches<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

/** Surroundings in a directory of their own, gone after all tests of the file. */
export const demoSurroundings = (): Surroundings => {
  const directory = mkdtempSync(join(tmpdir(), 'tangled-trust-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  const config = loadConfig({ DATA_ROOT: directory, PORT: '0' }, directory);
  prepareDirectories(config);
  return { config, store: openStore(config.duckdbPath, { deriver }), blobs: stagedBlobs(config.stagingDir) };
};
