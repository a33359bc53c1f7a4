/**
 * How well vectors of words tell a change that was handed in again from another change: for each threshold, which share of
 * altered copies is at least so like its original, and which share of patches is so like any other patch. Takes a
 * directory of git patches (searched to its leaves); prints tables.
 *
 *   node bench/embeddings.ts DIRECTORY [patches, default 1500]
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { frequencyCount, lexicalEmbedder } from '../src/embeddings/index.ts';
import { randomFrom } from '../src/learn/index.ts';
import { diffTextOf } from '../src/pipeline/diff-text.ts';
import { VARIATIONS } from './embeddings/variants.ts';

const THRESHOLDS = [0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.995];
const DELETED_WEIGHTS = [0, 0.25, 0.5, 1];
const ALTERED = 300;
const BUDGET_BYTES = 1_048_576;

const [directory, most = '1500'] = process.argv.slice(2);
if (directory === undefined) {
  console.log('skipped: give a directory of patches');
  process.exit();
}

interface Patch {
  readonly name: string;
  readonly text: string;
  readonly terse: boolean;
}

const patchesIn = (root: string): Patch[] =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:patch|diff)$/.test(name))
    .sort()
    .flatMap((name) => {
      const diff = diffTextOf(readFileSync(join(root, name)), { budgetBytes: BUDGET_BYTES });
      return diff.kind === 'text' ? [{ name, text: diff.text, terse: diff.terse }] : [];
    });

const shuffle = <Item>(items: readonly Item[], random: () => number): Item[] =>
  items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);

const random = randomFrom(5);
const all = patchesIn(directory);
const patches = shuffle(all, random).slice(0, Number(most));
const count = frequencyCount();
const startedMs = performance.now();
for (const { text } of patches) await count.add(text);
const frequencies = count.frozen();
const chars = patches.reduce((sum, { text }) => sum + text.length, 0);
const countedMs = performance.now() - startedMs;

const similarity = (a: Float32Array, b: Float32Array): number => {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += a[index]! * b[index]!;
  return sum;
};

const print = (text: string): void => void process.stdout.write(`${text}\n`);
const percent = (part: number, of: number): string => `${((100 * part) / of).toFixed(1)} %`;
const row = (cells: readonly string[]): void => print(`| ${cells.join(' | ')} |`);

print(
  `${patches.length} of ${all.length} patches with text, ${(chars / 1e6).toFixed(1)} M characters, read for words at ${(chars / 1e3 / countedMs).toFixed(1)} MB/s; ${patches.filter(({ terse }) => terse).length} of them are terse and left out below`,
);

for (const deletedWeight of DELETED_WEIGHTS) {
  const embedder = lexicalEmbedder({ frequencies, deletedWeight });
  const vectorOf = async (text: string): Promise<Float32Array | null> => {
    const [embedded] = await embedder.embed([text]);
    return embedded?.kind === 'vector' ? embedded.vector : null;
  };
  const embedded: { patch: Patch; vector: Float32Array }[] = [];
  for (const patch of patches) {
    if (patch.terse) continue;
    const vector = await vectorOf(patch.text);
    if (vector !== null) embedded.push({ patch, vector });
  }
  print(`\ndeleted words weigh ${deletedWeight}: ${embedded.length} vectors`);
  row(['', ...THRESHOLDS.map((threshold) => `≥ ${threshold}`)]);
  row(['---', ...THRESHOLDS.map(() => '---:')]);
  for (const [name, variation] of Object.entries(VARIATIONS)) {
    const draw = randomFrom(7);
    const found: number[] = [];
    for (const { patch, vector } of embedded.slice(0, ALTERED)) {
      const others = embedded.slice(-50).map((each) => each.patch.text);
      const altered = await vectorOf(variation(patch.text, draw, others));
      found.push(altered === null ? 0 : similarity(vector, altered));
    }
    row([name, ...THRESHOLDS.map((least) => percent(found.filter((value) => value >= least).length, found.length))]);
  }
  const nearest = embedded.map(() => -1);
  const twins: { value: number; names: string }[] = [];
  const pairs = THRESHOLDS.map(() => 0);
  for (let a = 0; a < embedded.length; a += 1) {
    for (let b = 0; b < a; b += 1) {
      const value = similarity(embedded[a]!.vector, embedded[b]!.vector);
      if (value > nearest[a]!) nearest[a] = value;
      if (value > nearest[b]!) nearest[b] = value;
      THRESHOLDS.forEach((least, index) => {
        if (value >= least) pairs[index]! += 1;
      });
      if (value >= 0.8) twins.push({ value, names: `${embedded[a]!.patch.name} ${embedded[b]!.patch.name}` });
    }
  }
  const share = THRESHOLDS.map((least) => percent(nearest.filter((value) => value >= least).length, nearest.length));
  row(['patches like any other patch', ...share]);
  row(['pairs of patches', ...pairs.map(String)]);
  if (process.env.TWINS !== undefined) {
    for (const { value, names } of twins.sort((x, y) => y.value - x.value)) print(`${value.toFixed(3)} ${names}`);
  }
}
