import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CommitMessage, FileChange } from '../domain/index.ts';
import { PIECE_LIMIT_BYTES } from './line-reader.ts';
import { type ParsedPatch, parsePatch } from './parse.ts';
import { readPatch } from './read-patch.ts';

/** What a stream comes to, in the form of what `parsePatch` gives. */
const gathered = async (chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<ParsedPatch> => {
  const files: FileChange[] = [];
  const messages: CommitMessage[] = [];
  for await (const part of readPatch(chunks)) {
    if (part.kind === 'file') files.push(part.file);
    else if (part.kind === 'message') {
      const { kind: _, ...message } = part;
      messages.push({ ...message, firstFile: files.length });
    } else if (part.kind === 'unreadable') return part;
    else return { kind: 'change', change: { files, messages, bytes: part.bytes, hash: part.hash } };
  }
  throw new Error('no end');
};

const FROM = 'From 1234567890123456789012345678901234567890 Mon Sep 17 00:00:00 2001\nFrom: A <a@example.com>\n';
const EDIT = `diff --git a/x b/x
index 1..2 100644
--- a/x
+++ b/x
@@ -1,3 +1,3 @@ f\xe9
 a
-b\xc3\xa9
+\xe9
 c
\\ No newline at end of file
diff --git a/i b/i
index 1..2
GIT binary patch
literal 8
Hcmb<a00000

`;
const PIECES = [
  EDIT,
  `${FROM}Subject: [PATCH 1/2] =?UTF-8?q?=C3=A9?=\n long\n\nbody\n---\n x | 1\n\n${EDIT}-- \n2.39.5\n\n`,
  `${FROM}Subject: s\nContent-Transfer-Encoding: base64\n\n${Buffer.from(EDIT, 'latin1').toString('base64')}\n\n`,
  `${FROM}Subject: s\nContent-Transfer-Encoding: quoted-printable\n\nb\n`,
  'diff --cc c\nindex 1,2..3\n--- a/c\n+++ b/c\n@@@ -1,3 -1,2 +1,3 @@@\n  a\n- b\n -c\n++d\n +e\n',
  '--- x\t2024-01-01\n+++ x\t2024-01-02\n@@ -1 +1 @@\n-a\n+b\n',
  'diff --git a/o b/n\nsimilarity index 100%\nrename from o\nrename to n\n',
  'words\n--- \n+++ \n',
  '@@ -1 +1 @@\n',
  'cut',
];

/** Where to cut a patch: cuts next to each other make chunks of one byte, and equal ones empty chunks. */
const chunked = (patch: Buffer, cuts: readonly number[]): readonly Buffer[] => {
  const at = [0, ...cuts.map((cut) => cut % (patch.length + 1)).sort((a, b) => a - b), patch.length];
  return at.slice(1).map((end, index) => patch.subarray(at[index] ?? 0, end));
};

describe('readPatch', () => {
  it('gives for any chunks what parsePatch gives for the whole', async () => {
    const patches = fc
      .array(fc.constantFrom(...PIECES), { maxLength: 6 })
      .map((pieces) => Buffer.from(pieces.join(''), 'latin1'));
    await fc.assert(
      fc.asyncProperty(patches, fc.array(fc.nat(), { maxLength: 12 }), async (patch, cuts) => {
        expect(await gathered(chunked(patch, cuts))).toEqual(parsePatch(patch));
      }),
      { numRuns: 1500 },
    );
  });

  it('waits for the end of an encoded mail wherever it is cut', async () => {
    const mail = `From ${'1'.repeat(40)} Mon Sep 17 00:00:00 2001\nFrom: A <a@example.com>\nSubject: s\nContent-Transfer-Encoding: quoted-printable\n\nb\n`;
    const patch = Buffer.from(`${mail}=C3=A9\ndiff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n`);
    const whole = parsePatch(patch);
    expect(whole.kind).toBe('unreadable');
    for (let cut = 0; cut <= patch.length; cut += 1) expect(await gathered(chunked(patch, [cut]))).toEqual(whole);
  });

  it('gives it also byte by byte', async () => {
    const patch = Buffer.from(PIECES.slice(1, 4).join(''), 'latin1');
    const bytes = Array.from(patch, (byte) => Buffer.of(byte));
    const whole = parsePatch(patch);
    expect(whole.kind).toBe('change');
    expect(await gathered(bytes)).toEqual(whole);
  });

  it('gives a file before the next one has come', async () => {
    let sent = 0;
    const send = function* () {
      for (let index = 0; index < 10; index += 1) {
        sent += 1;
        yield Buffer.from(EDIT, 'latin1');
      }
    };
    const { value } = await readPatch(send()).next();
    expect(value).toMatchObject({ kind: 'file', file: { path: 'x' } });
    expect(sent).toBe(1);
  });

  it('holds no more than one piece at a time, however long the stream', async () => {
    const patch = Buffer.from(EDIT.repeat(2000), 'latin1');
    let [files, largest] = [0, 0];
    const send = function* () {
      for (let index = 0; index < 100; index += 1) yield patch;
    };
    for await (const part of readPatch(send())) {
      if (part.kind === 'file') files += 1;
      if (files % 40_000 === 0) largest = Math.max(largest, process.memoryUsage().arrayBuffers);
    }
    expect(files).toBe(400_000);
    expect(largest).toBeLessThan(100 * patch.length);
  });

  it('ends at a file over the limit, streamed or whole, and reads one at the limit', async () => {
    const head = 'diff --git a/x b/x\nindex 1..2\n--- a/x\n+++ b/x\n@@ -0,0 +1,2 @@\n+a\n+';
    const sized = (bytes: number) =>
      Buffer.concat([Buffer.from(head), Buffer.alloc(bytes - head.length - 1, 'x'), Buffer.from('\n')]);
    const over = Buffer.concat([sized(PIECE_LIMIT_BYTES + 2), Buffer.from(EDIT)]);
    const reason = 'the file or line at line 1 is larger than 32 MiB';
    expect(parsePatch(over)).toEqual({ kind: 'unreadable', reason });
    expect(await gathered(chunked(over, [1_000_000, 30_000_000]))).toEqual({ kind: 'unreadable', reason });
    expect(parsePatch(sized(PIECE_LIMIT_BYTES)).kind).toBe('change');
  });

  it('passes on what the chunks throw', async () => {
    const send = function* (): Generator<Uint8Array> {
      yield Buffer.from(EDIT);
      throw new Error('the disk is gone');
    };
    await expect(gathered(send())).rejects.toThrow('the disk is gone');
  });
});
