/**
 * Changes against a pool of known ones, with the neighbours that vectors of words give them: copies, of which each must be
 * called alike, and look-alikes, of which none may be. Nothing here was used to choose the thresholds.
 */
import { frequencyCount, lexicalEmbedder } from '../../../../src/embeddings/index.ts';
import { diffTextOf } from '../../../../src/pipeline/diff-text.ts';
import type { Sample } from '../../corpus.ts';
import { copies } from './copies.ts';
import { known } from './known.ts';
import { others } from './others.ts';

const diffOf = (path: string, lines: readonly string[]): string => {
  const count = (marker: string): number => lines.filter((line) => line.startsWith(marker)).length;
  const kept = count(' ');
  const hunk = `@@ -${kept + count('-') > 0 ? 1 : 0},${kept + count('-')} +1,${kept + count('+')} @@`;
  return `diff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n${hunk}\n${lines.map((line) => `${line}\n`).join('')}`;
};

const textOf = (diff: string) => {
  const read = diffTextOf(new TextEncoder().encode(diff), { budgetBytes: 1_048_576 });
  if (read.kind !== 'text') throw new Error(`a sample has no lines: ${read.reason}`);
  return read;
};

const pool = Object.entries(known).map(([name, { standing, path, lines }]) => ({
  name,
  standing,
  diff: diffOf(path, lines),
}));
const unlike = Object.entries(others).map(([name, [path, lines]]) => ({ name, diff: diffOf(path, lines) }));

const count = frequencyCount();
for (const { diff } of [...pool, ...unlike]) await count.add(textOf(diff).text);
const embedder = lexicalEmbedder({ frequencies: count.frozen() });

const vectorOf = async (diff: string): Promise<Float32Array> => {
  const [embedded] = await embedder.embed([textOf(diff).text]);
  if (embedded?.kind !== 'vector') throw new Error('a sample has no words');
  return embedded.vector;
};
const cosine = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);

const compared = await Promise.all(pool.map(async (each) => ({ ...each, vector: await vectorOf(each.diff) })));

/** What the store would say of the pool, but for the pool's own member of the name `except`. */
const contextOf = async (diff: string, except: string | null) => {
  const [text, vector] = [textOf(diff), await vectorOf(diff)];
  const neighbours = compared
    .filter(({ name }) => name !== except)
    .map((each) => {
      const other = textOf(each.diff);
      const alike = other.terse || text.terse ? 0 : cosine(vector, each.vector);
      const similarity = other.hash === text.hash ? 1 : Math.min(1, alike);
      return { pull: `at://did:plc:somebody/sh.tangled.repo.pull/${each.name}`, similarity, standing: each.standing };
    });
  return { advisories: null, neighbours, discussion: null };
};

const copied: Sample[] = [];
for (const [name, { standing, path, lines }] of Object.entries(known)) {
  for (const [how, copy] of Object.entries(copies)) {
    const diff = diffOf(path, copy(lines));
    const context = await contextOf(diff, null);
    const same = context.neighbours.some((each) => each.similarity >= 0.995 && each.standing === 'open');
    const rule =
      standing === 'bad' ? 'path-like-rejected' : same ? 'path-duplicate-of-open' : 'path-near-duplicate-of-open';
    copied.push({ name: `${name}, ${how}`, diff, context, labels: [{ rule, file: path, line: 1, side: 'new' }] });
  }
}

const harmless: Sample[] = [];
for (const { name, diff } of unlike) harmless.push({ name, diff, context: await contextOf(diff, null), labels: [] });
for (const { name, diff } of pool)
  harmless.push({ name: `${name} itself`, diff, context: await contextOf(diff, name), labels: [] });
/** Two harmless changes in one. */
for (const [index, [name, [path, lines]]] of Object.entries(others).entries()) {
  const [next] = Object.entries(others).slice((index + 7) % Object.keys(others).length);
  if (next === undefined) continue;
  const diff = `${diffOf(path, lines)}${diffOf(`other/${next[1][0]}`, next[1][1])}`;
  harmless.push({ name: `${name} with ${next[0]}`, diff, context: await contextOf(diff, null), labels: [] });
}

export const samples: readonly Sample[] = [...copied, ...harmless];
