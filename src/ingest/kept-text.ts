/** The most that is kept of a text, in characters as people count them and in bytes of UTF-8. */
export interface Limit {
  readonly graphemes?: number;
  readonly bytes: number;
}

/** Descriptions, reasons, names: the limits most of Tangled's lexicons set. */
export const LINE: Limit = { graphemes: 256, bytes: 2560 };
/** Titles, for which the lexicons set none. */
export const TITLE: Limit = { graphemes: 512, bytes: 5120 };
/** Comments and descriptions of pull requests and issues, for which the lexicons set none either. */
export const BODY: Limit = { bytes: 65_536 };

const graphemesOf = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * The beginning of a text within a limit, in whole characters, with U+FFFD for what no database keeps alike: NUL and
 * halves of surrogate pairs. For words alone: a cut name would be another name.
 */
export const keptText = (text: string, { graphemes, bytes }: Limit): string => {
  // No code unit takes less than a byte, so what lies behind is cut unread.
  const whole = text.slice(0, bytes).toWellFormed().replaceAll('\0', '\ufffd');
  const short = Buffer.byteLength(whole) > bytes ? firstBytes(whole, bytes) : whole;
  return graphemes === undefined || short.length <= graphemes ? short : firstGraphemes(short, graphemes);
};

const firstBytes = (text: string, bytes: number): string => {
  const encoded = Buffer.from(text);
  let end = bytes;
  while (end > 0 && ((encoded[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return encoded.toString('utf8', 0, end);
};

const firstGraphemes = (text: string, count: number): string => {
  let seen = 0;
  for (const { index } of graphemesOf.segment(text)) {
    if (seen === count) return text.slice(0, index);
    seen += 1;
  }
  return text;
};

/** Names (branches, hosts, links, keys) are kept whole or not at all. Bytes of UTF-8. */
const LONGEST_NAME = 2560;

/** Whether a text may be kept as a name: not empty, not too long, and the same when it comes back from the database. */
export const isName = (text: string): boolean =>
  text !== '' &&
  text.length <= LONGEST_NAME &&
  text.isWellFormed() &&
  !text.includes('\0') &&
  Buffer.byteLength(text) <= LONGEST_NAME;
