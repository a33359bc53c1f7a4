import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fileMark, fileText } from './file-text.ts';

const root = mkdtempSync(join(tmpdir(), 'file-text-'));
afterAll(() => rmSync(root, { recursive: true }));
const at = (name: string): string => join(root, name);

writeFileSync(at('file'), 'whole ✓');
writeFileSync(at('empty'), '');
writeFileSync(at('long'), 'x'.repeat(21));
mkdirSync(at('directory'));
execFileSync('mkfifo', [at('pipe')]);
symlinkSync(at('file'), at('link'));
symlinkSync(at('pipe'), at('link to a pipe'));
symlinkSync('/dev/zero', at('link to a device'));
symlinkSync(at('gone'), at('link to nothing'));
symlinkSync(at('loop'), at('loop'));

describe('the text of a file', () => {
  it.each([
    ['file', { text: 'whole ✓' }],
    ['empty', { text: '' }],
    ['link', { text: 'whole ✓' }],
    ['missing', null],
    ['long', { problem: 'is over 20 bytes' }],
    ['directory', { problem: 'is not a file' }],
    ['pipe', { problem: 'is not a file' }],
    ['link to a pipe', { problem: 'is not a file' }],
    ['link to a device', { problem: 'is not a file' }],
    ['link to nothing', { problem: 'is a link to where nothing is' }],
    ['loop', { problem: 'cannot be read: too many symbolic links encountered (ELOOP)' }],
    ['file/below', { problem: 'cannot be read: not a directory (ENOTDIR)' }],
    ['a\0b', { problem: expect.stringMatching(/^cannot be read/) }],
  ])('of %j is had, or it is said why not', (name, expected) => {
    expect(fileText(at(name), 20)).toEqual(expected);
  });

  it('is never read beyond what the file says it holds', () => {
    // The kernel says 0 bytes of each of these, and gives more.
    expect(fileText('/proc/self/status', 1e6)).toEqual({ problem: 'is being written' });
  });
});

describe('the mark of a file', () => {
  it('tells apart what is there, what is not, and what stands in the way', () => {
    const names = ['missing', 'file', 'empty', 'pipe', 'loop', 'link to nothing', 'file/below'];
    const marks = names.map((name) => fileMark(at(name)));
    expect(new Set(marks).size).toBe(names.length);
    expect(names.map((name) => fileMark(at(name)))).toEqual(marks);
    expect(marks[0]).toBe('none');
  });

  it('is another for other content', () => {
    const before = fileMark(at('empty'));
    writeFileSync(at('empty'), 'more');
    expect(fileMark(at('empty'))).not.toBe(before);
  });
});
