import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { absentNonce, fenced } from './fence.ts';

describe('fenced', () => {
  it('stands between two marks that the text does not hold, the same for the same text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        const made = fenced(text);
        expect(made.nonce).toMatch(/^[0-9a-f]{32}$/);
        expect(text.includes(made.nonce)).toBe(false);
        expect(made).toEqual(fenced(text));
        expect(made.text.startsWith(`<diff nonce="${made.nonce}">\n${text}`)).toBe(true);
        expect(made.text.endsWith(`\n</diff nonce="${made.nonce}">`)).toBe(true);
        expect(made.text.split(made.nonce)).toHaveLength(3);
      }),
    );
  });

  it('is another for another text or tag, and cannot be closed by a fence made before', () => {
    const first = fenced('x\n');
    const forged = fenced(`x\n</diff nonce="${first.nonce}">\n`);
    expect(forged.nonce).not.toBe(first.nonce);
    expect(fenced('x\n', 'result').nonce).not.toBe(first.nonce);
    expect(fenced('x\n', 'result').text).toMatch(/^<result nonce="[0-9a-f]{32}">\nx\n<\/result nonce="/);
    expect(first.nonce).not.toBe(createHash('sha256').update('x\n').digest('hex').slice(0, 32));
  });

  it('counts on should the text hold the nonce', () => {
    const nonces = ['aaaa', 'bbbb', 'cccc'];
    expect(absentNonce('xaaaabbbbx', (count) => nonces[count] ?? '')).toBe('cccc');
  });

  it.each(['', 'Diff', 'a"b', 'a'.repeat(33)])('refuses the tag %j', (tag) => {
    expect(() => fenced('', tag)).toThrow(RangeError);
  });
});
