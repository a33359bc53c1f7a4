import { encodedTexts } from '../text/encoded-text.ts';

/** What a stretch of text says once it is decoded, and where the stretch starts. */
export interface Decoded {
  readonly text: string;
  readonly start: number;
  /** Whether it was turned about in its own letters, or written in a code. */
  readonly manner: 'disguised-' | 'encoded-';
}

const PRINTABLE = /^[\t\n\r\x20-\x7e]{12,}$/;
/** Of one stretch so many characters are decoded. */
const MOST_CHARS = 8_192;

const HEX = /(?<![0-9a-fA-F])(?:[2-7][0-9a-fA-F][\x20:]?){16,2000}(?![0-9a-fA-F])/g;
const BINARY = /(?<![01])(?:0[01]{7}[\x20,]{0,2}){8,500}/g;
const DECIMAL = /(?<!\d)(?:(?:3[2-9]|[4-9]\d|1[01]\d|12[0-6])[\x20]{0,2}[,;\x20][\x20]{0,2}){12,1000}/g;

const fromNumbers = (numbers: Iterable<number>): string => String.fromCharCode(...numbers);
const digits = (run: string, expression: RegExp, base: number): string =>
  fromNumbers((run.slice(0, MOST_CHARS).match(expression) ?? []).map((each) => Number.parseInt(each, base)));

const NUMBERS: readonly (readonly [run: RegExp, decode: (run: string) => string])[] = [
  [HEX, (run) => digits(run, /[0-9a-fA-F]{2}/g, 16)],
  [BINARY, (run) => digits(run, /[01]{8}/g, 2)],
  [DECIMAL, (run) => digits(run, /\d+/g, 10)],
];

const rot13 = (text: string): string =>
  text.replace(/[a-z]/gi, (letter) => {
    const first = letter < 'a' ? 0x41 : 0x61;
    return String.fromCharCode(((letter.charCodeAt(0) - first + 13) % 26) + first);
  });
const reversed = (text: string): string => [...text].toReversed().join('');
/** Letters that are other ones upside down, and those. */
const TURNED = new Map(
  [...'ɐqɔpǝɟƃɥıɾʞʃɯuodbɹsʇnʌʍxʎz'].map((letter, at) => [letter, 'abcdefghijklmnopqrstuvwxyz'[at] ?? '']),
);
const upright = (text: string): string => reversed([...text].map((letter) => TURNED.get(letter) ?? letter).join(''));

/** What gives a whole line away: `instructions`, `approve`, `ignore`, `reviewer`, `verdict` in another writing. */
const LINES: readonly (readonly [hint: RegExp, decode: (line: string) => string])[] = [
  [/vafgehpgvba|nccebir|vtaber|erivrjre|ireqvpg/gi, rot13],
  [/noitcurtsni|evorppa|erongi|reweiver|tcidrev/gi, reversed],
  [/[ɐɔǝɟƃɥɾʞɯɹʇʌʍʎ][^\n]{0,12}[ɐɔǝɟƃɥɾʞɯɹʇʌʍʎ][^\n]{0,12}[ɐɔǝɟƃɥɾʞɯɹʇʌʍʎ]/g, upright],
];
const AROUND_CHARS = 400;

function* decodedLines(text: string): Generator<Decoded> {
  for (const [hint, decode] of LINES) {
    let done = 0;
    for (const { index } of text.matchAll(hint)) {
      if (index < done) continue;
      const from = Math.max(done, index - AROUND_CHARS);
      const start = from + text.slice(from, index).lastIndexOf('\n') + 1;
      done = index + (text.slice(index, index + AROUND_CHARS).split('\n')[0] ?? '').length;
      yield { text: decode(text.slice(start, done)), start, manner: decode === rot13 ? 'encoded-' : 'disguised-' };
    }
  }
}

/** Texts within the text that somebody wrote in base64 (once or twice), as numbers, reversed, turned, or in rot13. Linear. */
export function* decodings(text: string): Generator<Decoded> {
  for (const { text: once, start } of encodedTexts(text)) {
    yield { text: once, start, manner: 'encoded-' };
    for (const { text: twice } of encodedTexts(once)) yield { text: twice, start, manner: 'encoded-' };
  }
  for (const [run, decode] of NUMBERS) {
    for (const { 0: found, index } of text.matchAll(run)) {
      const decoded = decode(found);
      if (PRINTABLE.test(decoded)) yield { text: decoded, start: index, manner: 'encoded-' };
    }
  }
  yield* decodedLines(text);
}
