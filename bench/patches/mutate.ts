/** A number from 0 to under `limit`. */
export type Draw = (limit: number) => number;

type Mutation = (patch: Buffer, draw: Draw) => Buffer;

const LINE_FEED = 0x0a;

/** The range of a line drawn at random, its line feed included. */
const drawLine = (patch: Buffer, draw: Draw): readonly [start: number, end: number] => {
  const at = draw(patch.length);
  const end = patch.indexOf(LINE_FEED, at);
  return [patch.lastIndexOf(LINE_FEED, at - 1) + 1, end === -1 ? patch.length : end + 1];
};

const spliced = (patch: Buffer, start: number, end: number, put: Uint8Array): Buffer =>
  Buffer.concat([patch.subarray(0, start), put, patch.subarray(end)]);

/** Puts something in for a match of the pattern, drawn at random among the first of them. */
const editMatch =
  (pattern: RegExp, put: (match: string, draw: Draw) => string): Mutation =>
  (patch, draw) => {
    const matches = [...patch.toString('latin1').matchAll(pattern)];
    const match = matches[draw(Math.max(1, matches.length))];
    if (match === undefined) return patch;
    return spliced(patch, match.index, match.index + match[0].length, Buffer.from(put(match[0], draw), 'latin1'));
  };

const HEADERS = [
  'diff --git a/x b/x\n',
  '--- a/x\n+++ b/x\n@@ -1 +1 @@\n',
  'new file mode 100755\n',
  'rename from x\nrename to y\n',
  'GIT binary patch\nliteral 3\nHcmb<a00000\n\n',
  'From 1111111111111111111111111111111111111111 Mon Sep 17 00:00:00 2001\n',
  'Content-Transfer-Encoding: base64\n',
  'Binary files a/x and b/x differ\n',
  '\\ No newline at end of file\n',
  '@@@ -1 -1 +1 @@@\n',
];

const MUTATIONS: readonly Mutation[] = [
  (patch, draw) => {
    const copy = Buffer.from(patch);
    copy[draw(copy.length)] = draw(256);
    return copy;
  },
  (patch, draw) => {
    const copy = Buffer.from(patch);
    const at = draw(copy.length);
    copy[at] = (copy[at] ?? 0) ^ (1 << draw(8));
    return copy;
  },
  (patch, draw) => spliced(patch, ...drawLine(patch, draw), Buffer.alloc(0)),
  (patch, draw) => {
    const [start, end] = drawLine(patch, draw);
    return spliced(patch, start, start, patch.subarray(start, end));
  },
  (patch, draw) => {
    const [start, end] = drawLine(patch, draw);
    const [from, to] = drawLine(patch, draw);
    if (from <= end) return spliced(patch, start, end, patch.subarray(from, to));
    return Buffer.concat([
      patch.subarray(0, start),
      patch.subarray(from, to),
      patch.subarray(end, from),
      patch.subarray(start, end),
      patch.subarray(to),
    ]);
  },
  (patch, draw) => patch.subarray(0, draw(patch.length)),
  (patch, draw) => spliced(patch, draw(patch.length), patch.length, Buffer.alloc(0)),
  (patch) => Buffer.from(patch.toString('latin1').replaceAll('\n', '\r\n'), 'latin1'),
  (patch, draw) => {
    const at = draw(patch.length);
    return spliced(patch, at, at, Buffer.alloc(1 + draw(4)));
  },
  (patch, draw) => {
    const [start] = drawLine(patch, draw);
    return spliced(patch, start, start, Buffer.from(HEADERS[draw(HEADERS.length)] ?? ''));
  },
  editMatch(/[-+]\d+(?:,\d+)?(?= )/g, (_, draw) => `${'-+'[draw(2)]}${draw(9) ** draw(12)},${draw(9) ** draw(12)}`),
  editMatch(/\d+/g, (digits, draw) => String(Number(digits) + draw(5) - 2)),
  editMatch(
    /^(?:diff|---|\+\+\+|index|old|new|rename|copy|Binary|literal)/gm,
    (word, draw) => HEADERS[draw(HEADERS.length)] ?? word,
  ),
  editMatch(/"|\\[0-7]{3}|\/dev\/null/g, (_, draw) => ['"', '\\', '\\377', '/dev/null', '\0', ''][draw(6)] ?? ''),
];

/** The patch with one to four random mutations: bytes, lines, headers, counts, ends, CRLF, NULs. The original stays as it is. */
export const mutate = (patch: Buffer, draw: Draw): Buffer => {
  let mutant = patch;
  for (let left = 1 + draw(4); left > 0 && mutant.length > 0; left -= 1) {
    mutant = MUTATIONS[draw(MUTATIONS.length)]?.(mutant, draw) ?? mutant;
  }
  return mutant;
};
