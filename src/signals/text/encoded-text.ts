import type { Range } from '../secrets/secret-shape.ts';

/** A text that stands in another in base64. */
export interface EncodedText extends Range {
  readonly text: string;
}

/** The lookbehind lets a match start at a run's first character only, so that scanning stays linear. */
const RUN = /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{24,}={0,2}/g;
/** Of one run so much is decoded: whoever hides a text further on has hidden it from readers of base64 as well. */
const DECODED_CHARS = 65_536;
/** A decoded text begins with so many characters that a person could have typed; what is binary ends there. */
const TEXT_START = /^[\t\n\r\x20-\x7E\x80-\xFF]{16,}/;

/** Base64 (RFC 4648, both alphabets) in the text that decodes to text; decoded once, as UTF-8. Linear in the text. */
export function* encodedTexts(text: string): Generator<EncodedText> {
  for (const { 0: run, index } of text.matchAll(RUN)) {
    const head = Buffer.from(run.slice(0, 24), 'base64').toString('latin1');
    if (!TEXT_START.test(head)) continue;
    yield {
      start: index,
      end: index + run.length,
      text: Buffer.from(run.slice(0, DECODED_CHARS), 'base64').toString('utf8'),
    };
  }
}
