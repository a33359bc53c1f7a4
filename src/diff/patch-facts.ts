import { setImmediate } from 'node:timers/promises';
import { type ChangedRun, ChangedRuns } from './changed-runs.ts';
import { type CommitWords, commitWords } from './commit-words.ts';
import { readPatch } from './read-patch.ts';
import { unpackPatch } from './unpack.ts';

/** What a patch says of other changes, and what would undo it. */
export interface PatchFacts {
  /** Its commits' messages, in order; `sha` as the mail gives it. None where it has none, as a bare diff has. */
  readonly commits: readonly (CommitWords & { readonly sha: string | null })[];
  readonly runs: readonly ChangedRun[];
}

/** Names how patches are read for facts: with another version they are to be read anew. */
export const PATCH_FACTS_VERSION = '1';

/** The most commits whose messages are read. */
const COMMITS_LIMIT = 256;

const CHUNK_BYTES = 65_536;

const NOTHING: PatchFacts = { commits: [], runs: [] };

/**
 * Reads a patch blob, zipped or not. One that cannot be read, or is larger than anybody reads, has neither commits nor
 * runs. Never throws for any bytes. It lets others have their turn after every 64 KiB, holds one file at a time, and keeps
 * `COMMITS_LIMIT` messages and `RUNS_LIMIT` runs.
 */
export const patchFacts = async (blob: Uint8Array): Promise<PatchFacts> => {
  const unpacked = unpackPatch(blob);
  if (unpacked.kind !== 'text') return NOTHING;
  const commits: PatchFacts['commits'][number][] = [];
  const runs = new ChangedRuns();
  for await (const part of readPatch(chunksOf(unpacked.bytes))) {
    if (part.kind === 'unreadable') return NOTHING;
    if (part.kind === 'file') runs.add(part.file);
    else if (part.kind === 'message' && commits.length < COMMITS_LIMIT) {
      commits.push({ ...commitWords(part.lines), sha: part.sha ?? null });
    }
  }
  return { commits, runs: runs.all() };
};

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
    yield bytes.subarray(start, start + CHUNK_BYTES);
    await setImmediate();
  }
}
