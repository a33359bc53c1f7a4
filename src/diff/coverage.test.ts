import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change, FileChange, Hunk } from '../domain/index.ts';
import { coverageOf, type Reading } from './coverage.ts';

const HEADER_BYTES = 30;
const hunk = (bytes: number, start = 1): Hunk => ({
  oldStart: start,
  newStart: start,
  heading: '',
  bytes,
  lines: [{ kind: 'added', text: 'x', oldLine: null, newLine: start }],
});
const file = (path: string, hunkBytes: readonly number[], binary = false): FileChange => ({
  path,
  oldPath: null,
  kind: 'modified',
  binary,
  content: null,
  oldMode: null,
  newMode: null,
  hunks: hunkBytes.map((bytes, index) => hunk(bytes, index + 1)),
  added: 1,
  deleted: 2,
  bytes: HEADER_BYTES + hunkBytes.reduce((sum, bytes) => sum + bytes, 0),
});
const MESSAGE_BYTES = 500;
const change = (...files: readonly FileChange[]): Change => ({
  files,
  messages: [],
  bytes: MESSAGE_BYTES + files.reduce((sum, { bytes }) => sum + bytes, 0),
  hash: '',
});
const everything: Reading = { source: 'all', reads: () => true, readsMessages: true };

describe('coverageOf', () => {
  it('lists every file with its readers, and counts what nobody read', () => {
    const ts: Reading = { source: 'ts', reads: ({ path }) => path.endsWith('.ts') };
    const coverage = coverageOf(change(file('a.ts', [10]), file('b.py', [20]), file('c.png', [], true)), [ts]);
    expect(coverage.files.map(({ path, readBy }) => [path, readBy])).toEqual([
      ['a.ts', ['ts']],
      ['b.py', []],
      ['c.png', []],
    ]);
    expect(coverage.files[0]).toEqual({
      path: 'a.ts',
      added: 1,
      deleted: 2,
      hunks: 1,
      lines: 1,
      bytes: 40,
      headerBytes: 30,
      readBy: ['ts'],
      readInPart: [],
      unread: [],
    });
    expect(coverage.files[1]?.unread).toEqual([{ hunk: 0, newStart: 1, lines: 1 }]);
    expect(coverage).toMatchObject({ bytes: 620, unreadBytes: 80, messageBytes: 500, messagesReadBy: [] });
    expect(coverage.sources).toEqual([{ source: 'ts', files: 1, hunks: 1, lines: 1, bytes: 10 }]);
  });

  it('counts of a file read in part the hunks left over, with its header', () => {
    const first: Reading = { source: 'first', reads: (_, { newStart }) => newStart === 1 };
    const second: Reading = { source: 'second', reads: (_, { newStart }) => newStart === 2 };
    const whole = change(file('a', [100, 7]));
    expect(coverageOf(whole, [first]).files[0]?.readInPart).toEqual([{ source: 'first', hunks: [0] }]);
    expect(coverageOf(whole, [first])).toMatchObject({
      unreadBytes: 37,
      files: [{ readBy: [], unread: [{ hunk: 1 }] }],
    });
    // Between them the two read it all, though neither did alone.
    expect(coverageOf(whole, [first, second])).toMatchObject({ unreadBytes: 0, files: [{ readBy: [], unread: [] }] });
  });

  it('lists a source that only advises, and takes what it alone read for unread', () => {
    const coverage = coverageOf(change(file('a', [10])), [{ ...everything, advises: true }]);
    expect(coverage).toMatchObject({ unreadBytes: 40, files: [{ readBy: ['all'], unread: [{ hunk: 0 }] }] });
    expect(coverageOf(change(file('a', [10])), [everything, { ...everything, advises: true }]).unreadBytes).toBe(0);
  });

  it('lets nobody claim a binary file, not even one that has hunks', () => {
    expect(coverageOf(change(file('c.png', [], true)), [everything]).unreadBytes).toBe(30);
    const { unreadBytes, sources } = coverageOf(change(file('sub', [5], true)), [everything]);
    expect([unreadBytes, sources[0]?.bytes]).toEqual([35, 0]);
  });

  it('says who read the messages, and takes a file without hunks for read by whoever reads the file', () => {
    const coverage = coverageOf(change(file('renamed.ts', [])), [everything]);
    expect(coverage).toMatchObject({ unreadBytes: 0, messagesReadBy: ['all'], files: [{ readBy: ['all'] }] });
  });

  it('leaves every file unread when there are no readings, and nothing when there are no files', () => {
    expect(coverageOf(change(file('a', [1]), file('b', [2])), []).unreadBytes).toBe(63);
    expect(coverageOf(change(), []).unreadBytes).toBe(0);
  });

  it('accounts for every byte, and never finds more unread when one more source reads', () => {
    const files = fc.array(fc.record({ hunks: fc.array(fc.nat(1000), { maxLength: 4 }), binary: fc.boolean() }));
    fc.assert(
      fc.property(files, fc.func(fc.boolean()), (shapes, reads) => {
        const whole = change(...shapes.map(({ hunks, binary }, index) => file(`${index}`, hunks, binary)));
        const one: Reading[] = [{ source: 'one', reads: ({ path }, { newStart }) => reads(path, newStart) }];
        const partly = coverageOf(whole, one);
        expect(partly.messageBytes + partly.files.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(partly.bytes);
        const hunkBytes = whole.files.map((each) => each.hunks.reduce((sum, { bytes }) => sum + bytes, 0));
        expect(partly.files.map(({ bytes, headerBytes }) => bytes - headerBytes)).toEqual(hunkBytes);
        const unread = partly.files.reduce((sum, each) => sum + each.unread.length, 0);
        expect(unread + (partly.sources[0]?.hunks ?? 0)).toBe(
          whole.files.reduce((sum, each) => sum + each.hunks.length, 0),
        );
        const two = coverageOf(whole, [...one, everything]).unreadBytes;
        expect(two).toBeLessThanOrEqual(partly.unreadBytes);
        expect(two).toBe(whole.files.reduce((sum, { bytes, binary }) => sum + (binary ? bytes : 0), 0));
      }),
    );
  });
});
