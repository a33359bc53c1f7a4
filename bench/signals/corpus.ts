import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { parsePatch } from '../../src/diff/index.ts';
import type { Change } from '../../src/domain/index.ts';
import { openAdvisories } from '../../src/osv/index.ts';
import { allSignals, discussion, NO_CONTEXT, type Signal, type SignalContext } from '../../src/signals/index.ts';

/** The signals that have labelled samples: those that read diffs, and the one that reads discussions. */
export const measuredSignals: readonly Signal[] = [...allSignals, discussion];

const label = z.object({
  rule: z.string(),
  file: z.string(),
  line: z.number(),
  side: z.enum(['new', 'old']).default('new'),
});
const labels = z.record(z.string(), z.array(label));

/** A line on which a signal must speak, and by which rule. */
export type Label = z.infer<typeof label>;

/** A diff of our own making, with all that one signal must find in it, or in its context: nothing, for a look-alike that is harmless. */
export interface Sample {
  readonly name: string;
  readonly diff: string;
  readonly labels: readonly Label[];
  /** What the signal knows besides; default: nothing. */
  readonly context?: SignalContext;
}

const inFiles = (folder: string): readonly Sample[] =>
  readdirSync(folder)
    .filter((name) => /^labels.*\.json$/.test(name))
    .flatMap((name) => Object.entries(labels.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')))))
    .map(([name, wanted]) => ({ name, diff: readFileSync(join(folder, name), 'utf8'), labels: wanted }));

/** The samples of one signal: a `corpus.ts` that exports `samples`, or diffs with their `labels.json`, or both. */
export const samplesIn = async (folder: string): Promise<readonly Sample[]> => {
  const module = join(folder, 'corpus.ts');
  const { samples = [] } = existsSync(module) ? ((await import(module)) as { samples?: readonly Sample[] }) : {};
  return [...samples, ...inFiles(folder)];
};

/** What the signal knows besides the samples: the little export of known vulnerabilities in the folder, if it has one. */
export const contextIn = async (folder: string): Promise<SignalContext> => {
  const path = join(folder, 'osv');
  if (!existsSync(path)) return NO_CONTEXT;
  const cacheDir = mkdtempSync(join(tmpdir(), 'osv-'));
  return { ...NO_CONTEXT, advisories: await openAdvisories({ path, cacheDir }) };
};

/** The sample as a change. @throws Error when it is no diff: a mistake in the corpus. */
export const changeIn = ({ name, diff }: Sample): Change => {
  const parsed = parsePatch(diff);
  if (parsed.kind !== 'change') throw new Error(`${name}: ${parsed.reason}`);
  return parsed.change;
};
