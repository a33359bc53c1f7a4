import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { type Config, loadConfig, prepareDirectories } from '../config/index.ts';
import { type StagedBlobs, stagedBlobs } from '../diff/index.ts';
import { deriver } from '../ingest/index.ts';
import { openStore, type Store } from '../store/index.ts';
import { policyProblems } from './policy.ts';

/** What a command has to work with: the only place where environment, clock and files meet. */
export interface Surroundings {
  readonly config: Config;
  readonly store: Store;
  readonly blobs: StagedBlobs;
}

/** Microseconds since 1970. */
export const nowUs = (): number => Date.now() * 1000;

/** The environment with the `.env` of the working directory under it. */
export const environment = (): Record<string, string | undefined> => {
  const file = join(process.cwd(), '.env');
  return {
    ...(statSync(file, { throwIfNoEntry: false })?.isFile() ? parseEnv(readFileSync(file, 'utf8')) : {}),
    ...process.env,
  };
};

/** Which directories are made; default: all. */
type Prepared = Parameters<typeof prepareDirectories>[1];

/** Reads the configuration and opens what it names. @throws ConfigError with every problem, AppError for the disk. */
export const surroundings = (prepared: Prepared = {}): Surroundings => opened(environment(), prepared);

/** The same with everything kept in a directory, which is made if it is not there. @throws as `surroundings`. */
export const surroundingsIn = (root: string): Surroundings => {
  mkdirSync(root, { recursive: true });
  const { DUCKDB_PATH: _, STAGING_DIR: __, MODEL_DIR: ___, LOG_DIR: ____, ...rest } = environment();
  return opened({ ...rest, DATA_ROOT: root });
};

const opened = (variables: Record<string, string | undefined>, prepared: Prepared = {}): Surroundings => {
  const config = loadConfig(variables, process.cwd(), policyProblems);
  prepareDirectories(config, prepared);
  return { config, store: openStore(config.duckdbPath, { deriver }), blobs: stagedBlobs(config.stagingDir) };
};
