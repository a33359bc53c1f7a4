import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { blobCid } from './blob-cid.ts';
import { BLOB_LIMIT_BYTES, stagedBlobs } from './staged-blobs.ts';

const scratch = (): string => {
  const directory = mkdtempSync(join(tmpdir(), 'tangled-trust-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
};

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const patch = bytesOf('diff --git a/x b/x\n'.repeat(2000));
const zipped = new Uint8Array(gzipSync(patch));

describe('patches on the disk', () => {
  it('come back as they were put, whatever they are', async () => {
    const blobs = stagedBlobs(scratch());
    const starts = fc.constantFrom<readonly number[]>([], [0x1f, 0x8b], [0x1f, 0x8b, 8]);
    await fc.assert(
      fc.asyncProperty(starts, fc.uint8Array({ maxLength: 2000 }), async (start, rest) => {
        const bytes = Uint8Array.of(...start, ...rest);
        await blobs.put(blobCid(bytes), bytes);
        expect(Buffer.compare((await blobs.blob(blobCid(bytes))) ?? patch, bytes)).toBe(0);
      }),
      { numRuns: 30 },
    );
  });

  it('lie there zipped: gzip as it is, text zipped by us', async () => {
    const directory = scratch();
    const blobs = stagedBlobs(directory);
    for (const bytes of [zipped, patch]) await blobs.put(blobCid(bytes), bytes);
    expect(readdirSync(directory).sort()).toEqual([blobCid(zipped), `${blobCid(patch)}.gz`].sort());
    expect(readFileSync(join(directory, blobCid(zipped)))).toEqual(Buffer.from(zipped));
    expect(statSync(join(directory, `${blobCid(patch)}.gz`)).size).toBeLessThan(patch.length / 10);
  });

  it('that were staged as they are, by an older version, are still read', async () => {
    const directory = scratch();
    writeFileSync(join(directory, blobCid(patch)), patch);
    expect(await stagedBlobs(directory).blob(blobCid(patch))).toEqual(Buffer.from(patch));
  });

  it('that do not match their CID are as good as none, and can be put again', async () => {
    const directory = scratch();
    const blobs = stagedBlobs(directory);
    for (const [bytes, name] of [
      [zipped, blobCid(zipped)],
      [patch, `${blobCid(patch)}.gz`],
    ] as const) {
      await blobs.put(blobCid(bytes), bytes);
      for (const swapped of ['', 'swapped', gzipSync('swapped'), gzipSync(patch).subarray(0, 30)]) {
        writeFileSync(join(directory, name), swapped);
        expect(await blobs.blob(blobCid(bytes))).toBeNull();
      }
      await blobs.put(blobCid(bytes), bytes);
      expect(await blobs.blob(blobCid(bytes))).toEqual(Buffer.from(bytes));
    }
  });

  it('a bomb in the place of a zipped text is as good as none, and is not unzipped to its end', async () => {
    const directory = scratch();
    const mebibyte = gzipSync(Buffer.alloc(1024 * 1024));
    const bomb = Buffer.concat(Array.from({ length: 512 }, () => mebibyte));
    writeFileSync(join(directory, `${blobCid(patch)}.gz`), bomb);
    const before = process.resourceUsage().maxRSS;
    expect(await stagedBlobs(directory).blob(blobCid(patch))).toBeNull();
    expect(process.resourceUsage().maxRSS - before).toBeLessThan(100 * 1024);
  });

  it('are refused under another CID, under a name that is none, and over the limit', async () => {
    const directory = scratch();
    const blobs = stagedBlobs(directory);
    await expect(blobs.put(blobCid(patch), zipped)).rejects.toThrow(TypeError);
    await expect(blobs.put('../x', patch)).rejects.toThrow(TypeError);
    const large = new Uint8Array(BLOB_LIMIT_BYTES + 1);
    await expect(blobs.put(blobCid(large), large)).rejects.toThrow(RangeError);
    expect(await blobs.blob('../../etc/passwd')).toBeNull();
    expect(readdirSync(directory)).toEqual([]);
  });

  it('are put by many at once without getting in each other’s way', async () => {
    const directory = scratch();
    const instances = [stagedBlobs(directory), stagedBlobs(directory)];
    await Promise.all(Array.from({ length: 20 }, (_, n) => instances[n % 2]?.put(blobCid(patch), patch)));
    expect(readdirSync(directory)).toEqual([`${blobCid(patch)}.gz`]);
  });

  it('what a dead process left half written is removed with the first patch put, what is being written is not', async () => {
    const directory = scratch();
    const [left, fresh] = [`${blobCid(patch)}.1.partial`, `${blobCid(zipped)}.gz.1-1.partial`];
    for (const name of [left, fresh]) writeFileSync(join(directory, name), 'half a pa');
    utimesSync(join(directory, left), 1_600_000_000, 1_600_000_000);
    await stagedBlobs(directory).put(blobCid(zipped), zipped);
    expect(readdirSync(directory).sort()).toEqual([blobCid(zipped), fresh].sort());
  });

  it('a process that is killed while it puts leaves whole patches and nothing else under CIDs', async () => {
    const directory = scratch();
    const program = `
      import { randomBytes } from 'node:crypto';
      import { blobCid } from ${JSON.stringify(new URL('blob-cid.ts', import.meta.url).href)};
      import { stagedBlobs } from ${JSON.stringify(new URL('staged-blobs.ts', import.meta.url).href)};
      const blobs = stagedBlobs(${JSON.stringify(directory)});
      for (;;) {
        const bytes = randomBytes(2_000_000);
        await blobs.put(blobCid(bytes), bytes);
        process.stdout.write('.');
      }`;
    for (const delayMs of [0, 7, 19]) {
      const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const gone = once(child, 'exit');
      await once(child.stdout, 'data');
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      child.kill('SIGKILL');
      await gone;
    }
    const names = readdirSync(directory).filter((name) => !name.endsWith('.partial'));
    expect(names.length).toBeGreaterThanOrEqual(3);
    const blobs = stagedBlobs(directory);
    for (const name of names) expect(await blobs.blob(name.replace('.gz', ''))).not.toBeNull();
  });
});
