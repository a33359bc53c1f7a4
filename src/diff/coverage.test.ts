import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change, FileChange } from '../domain/index.ts';
import { coverageOf } from './coverage.ts';

const file = (path: string, bytes: number, binary = false): FileChange => ({
  path,
  oldPath: null,
  kind: 'modified',
  binary,
  hunks: [],
  added: 1,
  deleted: 2,
  bytes,
});
const change = (...files: readonly FileChange[]): Change => ({ files, bytes: 1000, hash: '' });
const everything = { source: 'all', reads: () => true };

describe('coverageOf', () => {
  it('lists every file with its readers, and counts what nobody read', () => {
    const ts = { source: 'ts', reads: ({ path }: FileChange) => path.endsWith('.ts') };
    const coverage = coverageOf(change(file('a.ts', 10), file('b.py', 20), file('c.png', 40, true)), [ts]);
    expect(coverage.files.map(({ path, readBy }) => [path, readBy])).toEqual([
      ['a.ts', ['ts']],
      ['b.py', []],
      ['c.png', []],
    ]);
    expect(coverage.files[0]).toMatchObject({ added: 1, deleted: 2, hunks: 0 });
    expect(coverage).toMatchObject({ bytes: 1000, unreadBytes: 60 });
  });

  it('lets nobody claim a binary file', () => {
    expect(coverageOf(change(file('c.png', 40, true)), [everything])).toMatchObject({ unreadBytes: 40 });
  });

  it('leaves every file unread when there are no readings, and nothing when there are no files', () => {
    expect(coverageOf(change(file('a', 1), file('b', 2)), []).unreadBytes).toBe(3);
    expect(coverageOf(change(), []).unreadBytes).toBe(0);
  });

  it('never finds more unread when one more source reads', () => {
    const files = fc.array(fc.record({ bytes: fc.nat(1000), binary: fc.boolean() }));
    fc.assert(
      fc.property(files, fc.func(fc.boolean()), (sizes, reads) => {
        const whole = change(...sizes.map(({ bytes, binary }, index) => file(`${index}`, bytes, binary)));
        const one = [{ source: 'one', reads: ({ path }: FileChange) => reads(path) }];
        const two = coverageOf(whole, [...one, everything]).unreadBytes;
        expect(two).toBeLessThanOrEqual(coverageOf(whole, one).unreadBytes);
        expect(two).toBe(sizes.reduce((sum, { bytes, binary }) => sum + (binary ? bytes : 0), 0));
      }),
    );
  });
});
