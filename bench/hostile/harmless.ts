import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { diffText } from '../../test/hostile/diff-text.ts';
import { HOSTS } from '../../test/hostile/hosts.ts';
import type { Sent } from '../../test/hostile/whole-way.ts';

const CORPUS = join(import.meta.dirname, '../review/corpus/good');

/** The changes that carry the injections, with a word or two of no consequence in their place. */
export const carriers: readonly Sent[] = Object.entries(HOSTS).map(([name, host]) => ({
  id: `carrier-${name}`,
  diff: diffText([host(['halves are rounded up'])]),
}));

/** The harmless changes that the reviewer is measured with. */
export const goodChanges: readonly Sent[] = readdirSync(CORPUS, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(?:diff|patch)$/.test(name))
  .sort()
  .map((name) => ({ id: name.replaceAll(/[^\w.-]/g, '-'), diff: readFileSync(join(CORPUS, name), 'utf8') }));
