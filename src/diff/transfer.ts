import { isFromLine } from './from-line.ts';
import type { LineReader } from './line-reader.ts';
import type { Transfer } from './mail-header.ts';
import { Unreadable } from './unreadable.ts';

/** Where the mail that the reader is in ends: at the next one, if the stream is a mailbox, or with the stream. */
const endOfMail = (reader: LineReader, isMailbox: boolean): number => {
  let { start } = reader;
  while (start < reader.raw.length) {
    const end = reader.endFrom(start);
    if (isMailbox && reader.raw.startsWith('From ', start) && isFromLine(reader.raw.slice(start, end))) return start;
    start = end + 1;
  }
  // A window that ends between two lines is no end of the stream.
  return reader.endFrom(reader.raw.length);
};

/** Git decodes line by line and skips what is not of the alphabet; so only lines that leave nothing over are taken. */
const decodeBase64 = (body: string): Buffer => {
  const lines = body.trimEnd().split('\n');
  const isWhole = lines.every((line, index) => {
    const text = line.endsWith('\r') ? line.slice(0, -1) : line;
    return (
      text.length % 4 === 0 && (index === lines.length - 1 ? /^[A-Za-z0-9+/]*={0,2}$/ : /^[A-Za-z0-9+/]*$/).test(text)
    );
  });
  if (!isWhole) throw new Unreadable('the mail is encoded as "base64", and not all of its lines are');
  return Buffer.from(body, 'base64');
};

/**
 * The body of the mail at the reader, which stands at its first line, as `git am` decodes it; the reader then stands
 * after it. `null`, with the reader where it was, when the body is the text as it stands. In base64 `git apply` sees no
 * patch at all, so there is one reading. Of quoted-printable it takes the encoded lines as they stand, which is another patch,
 * so that is unreadable unless it decodes to itself.
 */
export const decodedBody = (reader: LineReader, transfer: Transfer, isMailbox: boolean): Buffer | null => {
  if (transfer === 'plain') return null;
  const end = endOfMail(reader, isMailbox);
  const body = reader.raw.slice(reader.start, end);
  if (transfer === 'quoted-printable') {
    if (!/[=\0]/.test(body)) return null;
    throw new Unreadable('the mail is encoded as "quoted-printable": git apply would not decode it, and git am would');
  }
  const decoded = decodeBase64(body);
  while (reader.start < end) reader.advance();
  return decoded;
};
