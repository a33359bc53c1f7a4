import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { LineSplitter } from './line-splitter.ts';
import type { Message } from './message.ts';
import { readCapture } from './read-capture.ts';

const read = async (content: string | Uint8Array, batchSize?: number): Promise<(readonly Message[])[]> => {
  const directory = mkdtempSync(join(tmpdir(), 'tangled-trust-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  writeFileSync(join(directory, 'capture.jsonl'), content);
  return all(readCapture(join(directory, 'capture.jsonl'), batchSize));
};

const all = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
};

describe('a capture', () => {
  it('is its lines in batches, without blank ones, ended by a line feed alone', async () => {
    expect(await read('\ufeff{"a":1}\r\n\n \n"b\u2028c"\r\n"d\re"\nlast', 2)).toEqual([
      ['{"a":1}', '"b\u2028c"'],
      ['"d\re"', 'last'],
    ]);
    expect(await read('')).toEqual([]);
  });

  it('has a dead letter where it is not UTF-8, and loses nothing beside', async () => {
    const bytes = Buffer.concat([Buffer.from('one\n'), Buffer.from([0xc3, 0x28]), Buffer.from('\ntwo\n')]);
    const [batch] = await read(bytes);
    expect(batch).toEqual(['one', expect.objectContaining({ reason: 'not UTF-8' }), 'two']);
  });

  it('has a dead letter, known by all of it, where a line is too long to be an event', async () => {
    const long = (end: string): string => `${'x'.repeat(9 * 1024 * 1024)}${end}`;
    const messages = (await read(`one\n${long('1')}\ntwo\n${long('2')}`)).flat();
    expect(messages.map((message) => (typeof message === 'string' ? message : message.reason))).toEqual([
      'one',
      'line too long',
      'two',
      'line too long',
    ]);
    const letters = messages.filter((message) => typeof message !== 'string');
    expect(letters.map(({ id }) => id)).toEqual(
      ['1', '2'].map((end) => createHash('sha256').update(long(end)).digest('hex')),
    );
    expect(letters[0]?.raw.length).toBeLessThan(70_000);
  });

  it('that is not there is named', async () => {
    await expect(all(readCapture('absent.jsonl'))).rejects.toThrow('cannot read absent.jsonl (ENOENT)');
  });
});

it('lines are the same however the bytes come', () => {
  const cuts = fc.array(fc.nat(40), { maxLength: 5 });
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' })), cuts, (texts, places) => {
      const whole = Buffer.from(texts.map((text) => text.replaceAll('\n', ' ')).join('\n'));
      const splitter = new LineSplitter();
      const lines: Message[] = [];
      let start = 0;
      for (const cut of [...places.sort((a, b) => a - b), whole.length]) {
        lines.push(...splitter.push(whole.subarray(start, Math.max(start, cut))));
        start = Math.max(start, cut);
      }
      lines.push(splitter.rest());
      expect(lines).toEqual(whole.toString().split('\n'));
    }),
  );
});
