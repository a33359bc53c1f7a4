import { execFileSync } from 'node:child_process';
import { lstatSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeWhole } from './write-whole.ts';

const scratch = (): string => mkdtempSync(join(tmpdir(), 'write-whole-'));

describe('writeWhole', () => {
  it('replaces a file as a whole and leaves nothing beside it', async () => {
    const folder = scratch();
    writeFileSync(join(folder, 'out'), 'old and longer');
    await writeWhole(join(folder, 'out'), ['new', '\n']);
    expect(readFileSync(join(folder, 'out'), 'utf8')).toBe('new\n');
    expect(readdirSync(folder)).toEqual(['out']);
  });

  it('writes through a link, which stays one', async () => {
    const folder = scratch();
    writeFileSync(join(folder, 'target'), 'old');
    symlinkSync('target', join(folder, 'link'));
    await writeWhole(join(folder, 'link'), ['new']);
    expect(readFileSync(join(folder, 'target'), 'utf8')).toBe('new');
    expect(lstatSync(join(folder, 'link')).isSymbolicLink()).toBe(true);
  });

  it('writes into a pipe, which stays one', async () => {
    const pipe = join(scratch(), 'pipe');
    execFileSync('mkfifo', [pipe]);
    const reading = open(pipe, 'r').then(async (file) => {
      const text = await file.readFile('utf8');
      await file.close();
      return text;
    });
    await writeWhole(pipe, ['a\n', 'b\n']);
    expect(await reading).toBe('a\nb\n');
    expect(lstatSync(pipe).isFIFO()).toBe(true);
  });

  it('names the path it cannot write', async () => {
    await expect(writeWhole(join(scratch(), 'absent/out'), ['x'])).rejects.toThrow(
      /cannot write .*absent\/out \(ENOENT\)/,
    );
  });

  it('keeps the old file when the lines break off', async () => {
    const folder = scratch();
    writeFileSync(join(folder, 'out'), 'old');
    const breaking = function* () {
      yield 'x';
      throw Object.assign(new Error('broken'), { code: 'EBROKEN' });
    };
    await expect(writeWhole(join(folder, 'out'), breaking())).rejects.toThrow('EBROKEN');
    expect(readFileSync(join(folder, 'out'), 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['out']);
  });
});
