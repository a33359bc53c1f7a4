import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { AppError } from '../domain/index.ts';
import { requireWritable } from './require-writable.ts';

const root = mkdtempSync(join(tmpdir(), 'writable-'));
afterAll(() => rmSync(root, { recursive: true }));

describe('a place to write into', () => {
  it('is made, and left as it was found', async () => {
    const place = join(root, 'new', 'place');
    await requireWritable(place, ['a']);
    expect(readdirSync(place)).toEqual([]);
    writeFileSync(join(place, 'a'), 'kept');
    await requireWritable(place, ['a', 'b']);
    expect(readdirSync(place)).toEqual(['a']);
  });

  it.each([
    ['is a file', 'file', /cannot write into .*file \((EEXIST|ENOTDIR)\): make it writable, name another in MODEL_DIR/],
    ['lies below one', 'file/below', /cannot write into .*below \(ENOTDIR\)/],
  ])('that %s is refused, with what to do', async (_, name, message) => {
    writeFileSync(join(root, 'file'), '');
    const tried = requireWritable(join(root, name), []);
    await expect(tried).rejects.toThrow(message);
    await expect(tried).rejects.toBeInstanceOf(AppError);
  });

  it('in which nothing can be made is refused', async () => {
    expect(existsSync('/proc/self/fd')).toBe(true);
    await expect(requireWritable('/proc/self/fd', [])).rejects.toThrow(
      /^cannot write into \/proc\/self\/fd \(E\w+\): /,
    );
  });

  it.each(['pipe', 'directory'])('where a %s stands in the way is refused, and names it', async (kind) => {
    const place = join(root, `with a ${kind}`);
    mkdirSync(place);
    if (kind === 'pipe') execFileSync('mkfifo', [join(place, 'a')]);
    else mkdirSync(join(place, 'a'));
    await expect(requireWritable(place, ['a'])).rejects.toThrow(
      `cannot write ${join(place, 'a')}: what is there is not`,
    );
    expect(readdirSync(place)).toEqual(['a']);
  });
});
