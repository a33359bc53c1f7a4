import type { LineReader } from './line-reader.ts';
import { Unreadable } from './unreadable.ts';

/** Character sets in which a patch's ASCII is ASCII. In others, UTF-7 for one, git sees lines that we do not. */
const FOREIGN_CHARSET = /charset=(?!"?(?:utf-8|us-ascii|iso-8859-\d{1,2})(?:["; \t]|$))/i;

/** What git would act on in a file header; `GIT binary patch` stands in place of hunks. */
const OF_A_FILE =
  /^(?:GIT binary patch|(?:rename|copy) (?:from|to) |(?:new file|deleted file|old|new) mode |similarity index )/;

/** A header line with its continuation lines, after which the reader then stands: git unfolds them before it reads. */
const unfold = (reader: LineReader): string => {
  const parts = [reader.line.trimEnd()];
  reader.advance();
  while (!reader.done && (reader.startsWith(' ') || reader.startsWith('\t'))) {
    parts.push(reader.line.trim());
    reader.advance();
  }
  return parts.join(' ');
};

const refuseEncoding = (reader: LineReader): void => {
  const encoding = unfold(reader).slice('content-transfer-encoding:'.length).trim();
  if (/^(?:7bit|8bit|binary)$/i.test(encoding)) return;
  throw new Unreadable(`the mail is encoded as "${encoding.slice(0, 40)}", not as plain text`);
};

const refuseType = (reader: LineReader): void => {
  const type = unfold(reader);
  // Git goes by the boundary, whatever the type is called.
  if (/^content-type:\s*multipart\/|boundary=/i.test(type)) throw new Unreadable('the mail has several parts');
  if (FOREIGN_CHARSET.test(type)) throw new Unreadable('the mail is in a charset that is not read here');
  if (/format=\s*"?flowed|delsp=/i.test(type)) throw new Unreadable('the lines of the mail are flowed: git joins them');
};

/**
 * Passes over a line that belongs to no file, with its continuation when it is a mail header. `git am` decodes a mail
 * before it looks for a diff, so one that is not plain text is not what would be applied. Git also refuses a hunk that
 * belongs to no file, and so do we; other lines of a file header may stand before a mail's diff, as words of its
 * message (`mayTalk`), and nowhere else.
 */
export const passOver = (reader: LineReader, mayTalk: boolean): void => {
  const start = reader.text.slice(reader.start, Math.min(reader.end, reader.start + 80));
  if (/^@@@* -\d/.test(start) || (!mayTalk && OF_A_FILE.test(start))) {
    throw new Unreadable(
      `the ${start.startsWith('@') ? 'hunk' : 'header'} at line ${reader.number} belongs to no file`,
    );
  }
  if (/^content-transfer-encoding:/i.test(start)) refuseEncoding(reader);
  else if (/^content-type:/i.test(start)) refuseType(reader);
  else reader.advance();
};
