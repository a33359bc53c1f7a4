import { parsePatch } from '../../src/diff/index.ts';
import { xorshift } from '../power-law.ts';
import type { Sample } from './find-patches.ts';
import { mutate } from './mutate.ts';

/** What came of a run of mutated patches. `changes` and `unreadable` sum to the number of mutants that were parsed. */
export interface FuzzRun {
  readonly changes: number;
  readonly unreadable: number;
  readonly slowestMs: number;
  /** What was thrown, or did not add up, with the patch that it came from; empty as it should be. */
  readonly faults: readonly string[];
}

/** Larger ones would have the run measure the machine's memory; the mutations are the same. */
const MUTANT_MAX_BYTES = 65_536;

/** What is wrong with the answer for a patch, of what holds for every patch; null when nothing is. */
const faultIn = (patch: Buffer): { readonly fault: string | null; readonly isChange: boolean } => {
  const parsed = parsePatch(patch);
  if (parsed.kind === 'unreadable') return { fault: parsed.reason === '' ? 'no reason' : null, isChange: false };
  const { files, bytes } = parsed.change;
  let sum = 0;
  for (const file of files) {
    sum += file.bytes;
    const lines = file.hunks.flatMap((hunk) => hunk.lines);
    if (file.path === '') return { fault: 'a file without a name', isChange: true };
    if (lines.filter(({ kind }) => kind === 'added').length !== file.added)
      return { fault: 'added lines', isChange: true };
    if (file.hunks.reduce((all, hunk) => all + hunk.bytes, 0) > file.bytes)
      return { fault: 'hunk bytes', isChange: true };
  }
  return { fault: sum > bytes || files.length === 0 ? 'file bytes' : null, isChange: true };
};

/** Parses `count` mutants of the samples, drawn with the seed, and says what came of it. */
export const fuzz = (samples: readonly Sample[], count: number, seed: number): FuzzRun => {
  const random = xorshift(seed);
  const draw = (limit: number): number => Math.floor(random() * limit);
  const small = samples.filter(({ bytes }) => bytes.length > 0 && bytes.length <= MUTANT_MAX_BYTES);
  const faults: string[] = [];
  let [changes, unreadable, slowestMs] = [0, 0, 0];
  for (let index = 0; index < count && small.length > 0; index += 1) {
    const sample = small[draw(small.length)];
    if (sample === undefined) continue;
    const mutant = mutate(sample.bytes, draw);
    const startMs = performance.now();
    try {
      const { fault, isChange } = faultIn(mutant);
      if (fault !== null) faults.push(`${sample.name}: mutant ${index}: ${fault}`);
      if (isChange) changes += 1;
      else unreadable += 1;
    } catch (thrown) {
      faults.push(`${sample.name}: mutant ${index}: ${String(thrown)}`);
    }
    slowestMs = Math.max(slowestMs, performance.now() - startMs);
  }
  return { changes, unreadable, slowestMs, faults };
};
