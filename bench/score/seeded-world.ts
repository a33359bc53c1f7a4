import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LargeCounts } from '../../seed/index.ts';
import { seedLarge } from '../../src/cli/commands/seed.ts';
import type { Surroundings } from '../../src/cli/surroundings.ts';
import { loadConfig, prepareDirectories } from '../../src/config/index.ts';
import { stagedBlobs } from '../../src/diff/index.ts';
import { deriver } from '../../src/ingest/index.ts';
import { openStore } from '../../src/store/index.ts';

/** Names the data root where the world is kept from one run to the next; without it, a directory that goes. */
const ROOT_VARIABLE = 'BENCH_DATA_ROOT';

const opened = (root: string, database?: string): Surroundings => {
  mkdirSync(root, { recursive: true });
  const variables = { DATA_ROOT: root, ...(database === undefined ? {} : { DUCKDB_PATH: database }) };
  const config = loadConfig(variables, root);
  prepareDirectories(config);
  return { config, store: openStore(config.duckdbPath, { deriver }), blobs: stagedBlobs(config.stagingDir) };
};

/** A world that was loaded and never scored. */
export interface SeededWorld extends Disposable {
  /** How long it took to load; null when it was there already. */
  readonly seededMs: number | null;
  /** A copy of its database to score in, with the same patches. */
  copy(): Surroundings;
}

/** The large world of this size: made once in a given data root, then used again. @throws Error where another is there. */
export const seededWorld = async (counts: LargeCounts): Promise<SeededWorld> => {
  const given = process.env[ROOT_VARIABLE];
  const scratch = mkdtempSync(join(tmpdir(), 'tangled-trust-bench-'));
  const root = given ?? join(scratch, 'world');
  const around = opened(root);
  const marker = join(root, 'seeded.json');
  const wanted = JSON.stringify(counts);
  let seededMs: number | null = null;
  if (existsSync(marker)) {
    if (readFileSync(marker, 'utf8') !== wanted) throw new Error(`${root} holds a world of another size`);
  } else {
    const start = performance.now();
    const { rejected } = await seedLarge(around, counts);
    if (Object.keys(rejected).length > 0) throw new Error(`records were refused: ${JSON.stringify(rejected)}`);
    seededMs = performance.now() - start;
    writeFileSync(marker, wanted);
  }
  return {
    seededMs,
    copy: () => {
      const [from, to] = [around.config.duckdbPath, join(scratch, 'scored.duckdb')];
      // What was written last may still stand in the log beside the file.
      for (const end of ['', '.wal']) if (existsSync(from + end)) copyFileSync(from + end, to + end);
      return opened(root, to);
    },
    [Symbol.dispose]: () => rmSync(scratch, { recursive: true, force: true }),
  };
};
