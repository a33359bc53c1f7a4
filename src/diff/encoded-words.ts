/** `=?charset?B?…?=` and `=?charset?Q?…?=` of RFC 2047, with the white space before another one, which is not text. */
const WORD = /=\?([^?\s]{1,40})\?([bBqQ])\?([^?]*)\?=(?:\s{1,1000}(?==\?[^?\s]{1,40}\?[bBqQ]\?))?/g;

const unquoted = (text: string): Buffer =>
  Buffer.from(
    text
      .replaceAll('_', ' ')
      .replaceAll(/=([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );

/** Bytes as text of a character set; as UTF-8 where the set is unknown. What the set has no character for is U+FFFD. */
export const decodeAs = (bytes: Uint8Array, charset: string): string => {
  try {
    return new TextDecoder(charset, { ignoreBOM: true }).decode(bytes);
  } catch {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  }
};

/** A mail header's value, given as a string of one character per byte, with its encoded words decoded. */
export const decodeWords = (value: string, charset: string): string => {
  const parts: string[] = [];
  let at = 0;
  const plain = (to: number) => decodeAs(Buffer.from(value.slice(at, to), 'latin1'), charset);
  for (const match of value.matchAll(WORD)) {
    const [all, wordCharset = '', kind = '', text = ''] = match;
    parts.push(plain(match.index));
    const bytes = kind.toLowerCase() === 'b' ? Buffer.from(text, 'base64') : unquoted(text);
    parts.push(decodeAs(bytes, wordCharset));
    at = match.index + all.length;
  }
  parts.push(plain(value.length));
  return parts.join('');
};
