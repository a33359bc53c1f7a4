import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parsePatch } from '../../src/diff/index.ts';
import type { Finding, Severity } from '../../src/domain/index.ts';
import { allSignals, NO_CONTEXT, runSignals } from '../../src/signals/index.ts';

/** What the signals say of one patch of an ordinary project. */
export interface Said {
  readonly path: string;
  readonly bytes: number;
  readonly ms: number;
  readonly findings: readonly Finding[];
}

/** Patches below a folder: `.patch`, `.diff` and `.eml` files, in the order of their names. */
const patchesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:patch|diff|eml)$/.test(name))
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .sort();

/** Runs every signal over every patch below the folder, and names those that cannot be parsed. */
export async function* saidOf(
  folder: string,
): AsyncGenerator<Said | { readonly path: string; readonly refused: string }> {
  for (const path of patchesBelow(folder)) {
    const patch = readFileSync(path);
    const parsed = parsePatch(patch);
    if (parsed.kind !== 'change') {
      yield { path, refused: parsed.reason };
      continue;
    }
    const start = performance.now();
    const { findings } = await runSignals(parsed.change, allSignals, NO_CONTEXT);
    yield { path, bytes: patch.length, ms: performance.now() - start, findings };
  }
}

/** Whether a patch has a finding of this severity, by this source or by any. */
export const has = ({ findings }: Said, severity: Severity, source?: string): boolean =>
  findings.some((found) => found.severity === severity && (source === undefined || found.source === source));
