import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEXICAL_DIMENSIONS, lexicalEmbedder } from './lexical-embedder.ts';
import { frequencyCount } from './word-frequencies.ts';

const embedder = lexicalEmbedder({ frequencies: frequencyCount().frozen() });
const vectorOf = async (text: string, by = embedder): Promise<Float32Array> => {
  const [embedded] = await by.embed([text]);
  if (embedded?.kind !== 'vector') throw new Error(`no vector: ${text}`);
  return embedded.vector;
};
const cosine = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
const likeness = async (a: string, b: string, by = embedder): Promise<number> =>
  cosine(await vectorOf(a, by), await vectorOf(b, by));

const added = (...lines: readonly string[]): string => lines.map((line) => `+${line}\n`).join('');
const deleted = (...lines: readonly string[]): string => lines.map((line) => `-${line}\n`).join('');
const CODE = ['const userName = readConfig(path);', 'if (userName === null) throw new TypeError(path);'];

describe('vectors of words', () => {
  it('of the same text are alike to 1, bit by bit the same, and of length 1', async () => {
    const [a, b] = [await vectorOf(added(...CODE)), await vectorOf(added(...CODE))];
    expect(a).toEqual(b);
    expect(a).toHaveLength(LEXICAL_DIMENSIONS);
    expect(cosine(a, b)).toBeCloseTo(1, 6);
  });

  it('are these numbers on every machine', async () => {
    const vector = await vectorOf(added('alpha betaGamma', 'alpha'));
    const places = [...vector.entries()].filter(([, value]) => value !== 0);
    // Computed apart from this program.
    expect(places).toEqual([
      [78, 0.45329466462135315],
      [351, 0.7674945592880249],
      [442, 0.45329466462135315],
    ]);
  });

  it('of texts without a word in common are at about right angles', async () => {
    const words = (prefix: string): string =>
      Array.from({ length: 200 }, (_, index) => `${prefix}${letters(index)}`).join(' ');
    expect(Math.abs(await likeness(added(words('apple')), added(words('stone'))))).toBeLessThan(0.15);
  });

  it('look through the spelling of names', async () => {
    expect(await likeness(added('readUserName2'), added('read_user_name_2', '--'))).toBeCloseTo(1, 6);
    expect(await likeness(added('HTTPServer'), added('http.server'))).toBeCloseTo(1, 6);
  });

  it('do not care for the order of lines', async () => {
    expect(await likeness(added(...CODE), added(...CODE.toReversed()))).toBeCloseTo(1, 6);
  });

  it('tell adding from deleting, and weigh added lines more', async () => {
    expect(await likeness(added(...CODE), deleted(...CODE))).toBeLessThan(0.3);
    const change = added(...CODE) + deleted('let oldThing = otherPlace();');
    expect(await likeness(change, added(...CODE))).toBeGreaterThan(
      await likeness(change, deleted('let oldThing = otherPlace();')),
    );
  });

  it('count context and headers for nothing', async () => {
    expect(await likeness(added(...CODE), ` context here\nFrom: mail\n@@ -1 +1 @@\n${added(...CODE)}`)).toBeCloseTo(
      1,
      6,
    );
  });

  it('go by the rare words once frequencies are known', async () => {
    const count = frequencyCount();
    for (let index = 0; index < 50; index += 1) await count.add(added(`return common plain usual ${letters(index)}`));
    const weighed = lexicalEmbedder({ frequencies: count.frozen() });
    const pair = [added('return common plain usual zebra'), added('return common plain usual walrus')] as const;
    expect(await likeness(...pair, weighed)).toBeLessThan((await likeness(...pair)) - 0.3);
    expect(weighed.model).not.toBe(embedder.model);
  });

  it('are none where there is no word', async () => {
    expect(await embedder.embed(['', '+\n', '+ { } ; \n-)\n', ' context\n'])).toEqual(
      Array.from({ length: 4 }, () => ({ kind: 'none', reason: 'no-words' })),
    );
  });

  it('are finite and of length 1, or none, for any text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (text) => {
        const [embedded] = await embedder.embed([`+${text}`]);
        if (embedded?.kind === 'vector') expect(cosine(embedded.vector, embedded.vector)).toBeCloseTo(1, 5);
        else expect(embedded).toEqual({ kind: 'none', reason: 'no-words' });
      }),
    );
  });

  it('of a line of a million letters come, and an abort is heard meanwhile', async () => {
    const text = `+${'aB'.repeat(500_000)}`;
    expect((await embedder.embed([text]))[0]?.kind).toBe('vector');
    await expect(embedder.embed([text], AbortSignal.abort(new Error('enough')))).rejects.toThrow();
  });

  it('refuse a weight that is none', () => {
    const frequencies = frequencyCount().frozen();
    expect(() => lexicalEmbedder({ frequencies, deletedWeight: 1.5 })).toThrow(
      'deletedWeight must be from 0 to 1, got 1.5',
    );
  });
});

/** `aa`, `ab` and so on: digits would be words of their own. */
function letters(index: number): string {
  return String.fromCharCode(97 + Math.floor(index / 26), 97 + (index % 26));
}
