import type { DiffLine, FileChange } from '../../domain/index.ts';
import { areaOf } from '../size/file-area.ts';
import type { Found } from '../text/collect.ts';
import { foundInLine, type Said } from './found-in.ts';
import { holdsCode } from './unseen-characters.ts';

interface Blob {
  readonly at: number;
  readonly kind: 'letters' | 'hex' | 'escapes' | 'numbers';
}

const LETTERS = /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{200,}={0,2}/g;
const ESCAPES = /(?:\\x[0-9a-fA-F]{2}|\\u00[0-9a-fA-F]{2}|\\[0-3][0-7]{2}){40,}/;
const NUMBERS =
  /(?<![\w.])(?:0x[0-9a-fA-F]{1,2}|\d{1,3})(?:[ \t]{0,4},[ \t]{0,4}(?:0x[0-9a-fA-F]{1,2}|\d{1,3})(?![\w.])){59}/;
const SAMPLE_CHARS = 1_000;
/** Images and fonts written into a page or style sheet. */
const DATA_URI_BEFORE = /data:(?:image|font|application\/(?:x-)?font|audio|video|application\/wasm)[^,\s]{0,80},$/;

/** Shannon's entropy, bits per character: about 6 for base64, 4 for hex, less for names and rulers. */
const entropyOf = (text: string): number => {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
};

const isPicture = (text: string, at: number): boolean => DATA_URI_BEFORE.test(text.slice(Math.max(0, at - 140), at));

/** The first encoded stretch of the line. */
const blobIn = (text: string): Blob | null => {
  if (text.length < 120) return null;
  for (const { 0: found, index: at } of text.matchAll(LETTERS)) {
    const sample = found.slice(0, SAMPLE_CHARS);
    const isHex = /^[0-9a-fA-F]+$/.test(sample);
    const looksEncoded = isHex ? entropyOf(sample) > 3 : entropyOf(sample) > 4.5 && /\d/.test(sample);
    if (looksEncoded && !isPicture(text, at)) return { at, kind: isHex ? 'hex' : 'letters' };
  }
  const escapes = ESCAPES.exec(text);
  if (escapes !== null) return { at: escapes.index, kind: 'escapes' };
  const numbers = NUMBERS.exec(text);
  return numbers === null ? null : { at: numbers.index, kind: 'numbers' };
};

/** Lines of encoded data that are too short to tell by themselves, and how many in a row tell. Without blanks at the ends. */
const PARTS: readonly (readonly [kind: Blob['kind'], expression: RegExp, lines: number])[] = [
  ['hex', /^(?:\w{1,30} \+?= )?["'`]?[0-9a-fA-F]{48,199}(?:\\n)?["'`]?[,;+\\) ]{0,4}$/, 8],
  ['letters', /^(?:\w{1,30} \+?= )?["'`]?[A-Za-z0-9+/]{48,199}={0,2}(?:\\n)?["'`]?[,;+\\) ]{0,4}$/, 8],
  ['escapes', /^b?["'`](?:\\x[0-9a-fA-F]{2}){12,39}["'`][,;+\\) ]{0,4}$/, 6],
  [
    'numbers',
    /^(?:(?:0x[0-9a-fA-F]{1,2}|\d{1,3}) {0,4}, {0,4}){8,59}(?:0x[0-9a-fA-F]{1,2}|\d{1,3})?(?:\/\*.{0,80})?$/,
    16,
  ],
];
const PART_MAX_CHARS = 400;
/** Base64 of more than a few bytes has them all; names and rulers do not. */
const isMixed = (text: string): boolean => /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text);

const partOf = (line: string): (typeof PARTS)[number] | undefined => {
  const text = line.length > PART_MAX_CHARS ? '' : line.trim();
  const part = text.length < 24 ? undefined : PARTS.find(([, expression]) => expression.test(text));
  return part?.[0] === 'letters' && !isMixed(text) ? undefined : part;
};

/** What runs the text it is given: not the `exec` of a regular expression. */
const RUNS =
  /(?<![.\w])(?:eval|exec|execfile|loadstring|system|popen|Function)\s*\(|\b(?:child_process|cp)\.exec\w*\(|\bexecSync\(|\bvm\.run\w+\(|\b(?:marshal|pickle)\.loads\(|\bWebAssembly\.(?:instantiate|compile)\(|\bInvoke-Expression\b|\bVirtualAlloc\(|\bmprotect\(/;
const DECODES =
  /\batob\(|b64decode|base64|fromCharCode|unhexlify|fromhex|decompress|inflate|gunzip|decodeURIComponent\(|['"]hex['"]/i;
const NEAR_LINES = 3;

const WORDS: Readonly<Record<Blob['kind'], string>> = {
  letters: 'encoded text',
  hex: 'hexadecimal text',
  escapes: 'escaped characters',
  numbers: 'numbers',
};

const judge = (blob: Blob, around: string, path: string): Said => {
  const what = `This line holds a long run of ${WORDS[blob.kind]} that nobody can read`;
  if (RUNS.test(around)) {
    return {
      rule: 'encoded-blob-run',
      severity: 'high',
      message: `${what}, next to a call that runs what it is given.`,
    };
  }
  const area = areaOf(path);
  const isProgram = holdsCode(path) && (area === 'code' || area === 'build' || area === 'machine');
  if (isProgram && DECODES.test(around)) {
    return { rule: 'encoded-blob', severity: 'medium', message: `${what}, next to a call that decodes it.` };
  }
  const isText = blob.kind === 'letters' && isProgram;
  return { rule: 'encoded-blob', severity: isText ? 'medium' : 'low', message: `${what}.` };
};

/** The program text around a line; blobs are cut, for a bounded cost. */
const around = (lines: readonly DiffLine[], index: number): string =>
  lines
    .slice(Math.max(0, index - NEAR_LINES), index + NEAR_LINES + 1)
    .filter(({ kind }) => kind !== 'deleted')
    .map(({ text }) => (text.length > 600 ? `${text.slice(0, 300)}\n${text.slice(-300)}` : text))
    .join('\n');

/** Encoded data in added lines: one long run, or many lines of it in a row. What runs what was decoded is dangerous. */
export function* encodedBlobs(file: FileChange): Generator<Found> {
  for (const { lines } of file.hunks) {
    let [run, kind] = [0, ''];
    for (const [index, line] of lines.entries()) {
      if (line.kind !== 'added') continue;
      const where = { file: file.path, line: line.newLine, text: line.text };
      const blob = blobIn(line.text);
      if (blob !== null) yield foundInLine({ ...where, at: blob.at }, judge(blob, around(lines, index), file.path));
      const part = blob === null ? partOf(line.text) : undefined;
      run = part === undefined ? 0 : part[0] === kind ? run + 1 : 1;
      kind = part?.[0] ?? '';
      if (part !== undefined && run === part[2]) {
        const said = judge({ at: 0, kind: part[0] }, around(lines, index - run + 1), file.path);
        yield foundInLine(where, said);
      }
    }
  }
}
