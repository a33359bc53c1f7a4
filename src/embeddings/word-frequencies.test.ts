import { describe, expect, it } from 'vitest';
import { hash32 } from './hash32.ts';
import { countWords } from './word-counts.ts';
import { frequenciesIn, frequencyCount } from './word-frequencies.ts';

const TEXTS = ['+alpha beta\n', '+alpha alpha\n-gamma\n', '+delta\n', '+ ;\n'];
const counted = async (texts: readonly string[]) => {
  const count = frequencyCount();
  for (const text of texts) await count.add(text);
  return count.frozen();
};
const hashOf = async (word: string): Promise<number> => [...(await countWords(`+${word}`)).added.keys()][0] ?? 0;

describe('word frequencies', () => {
  it('weigh a word by how few of the documents have it', async () => {
    const frequencies = await counted(TEXTS);
    expect(frequencies.documents).toBe(4);
    expect(frequencies.weightOf(await hashOf('alpha'))).toBeCloseTo(Math.log(5 / 3) + 1, 12);
    expect(frequencies.weightOf(await hashOf('beta'))).toBeCloseTo(Math.log(5 / 2) + 1, 12);
    expect(frequencies.weightOf(await hashOf('unheard'))).toBeCloseTo(Math.log(5) + 1, 12);
  });

  it('are the same whatever the order of the documents, and others for other documents', async () => {
    const { id } = await counted(TEXTS);
    expect((await counted(TEXTS.toReversed())).id).toBe(id);
    expect((await counted([...TEXTS, '+alpha'])).id).not.toBe(id);
    expect((await counted([...TEXTS, '+ ;'])).id).not.toBe(id);
  });

  it('are not touched by what is counted after', async () => {
    const count = frequencyCount();
    const before = count.frozen();
    await count.add('+alpha');
    expect(before.weightOf(await hashOf('alpha'))).toBe(1);
  });

  it('come back out of their text', async () => {
    const frequencies = await counted(TEXTS);
    const again = frequenciesIn(frequencies.toText());
    expect(again.id).toBe(frequencies.id);
    expect(again.weightOf(await hashOf('alpha'))).toBe(frequencies.weightOf(await hashOf('alpha')));
  });

  it.each(['', '3', '3 !!', '3 aaaa', 'x eJwDAAAAAAE='])('are not read out of %j', (text) => {
    expect(() => frequenciesIn(text)).toThrow(/stored word frequencies/);
  });
});

describe('hash32', () => {
  it('is the finaliser of MurmurHash3 over FNV-1a', () => {
    expect(hash32('', 0)).toBe(2_872_998_923);
    expect(hash32('alpha', 0)).toBe(2_744_486_511);
  });

  it('fills 1024 places about evenly', () => {
    const places = new Set(Array.from({ length: 10_000 }, (_, index) => hash32(`word${index}`, 7) % 1024));
    expect(places.size).toBeGreaterThan(1015);
  });
});
