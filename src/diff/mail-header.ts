import type { LineReader } from './line-reader.ts';
import { Unreadable } from './unreadable.ts';

/** Character sets in which a patch's ASCII is ASCII. In others, UTF-7 for one, git sees lines that we do not. */
const FOREIGN_CHARSET = /charset=(?!"?(?:utf-8|us-ascii|iso-8859-\d{1,2})(?:["; \t]|$))/i;
const HEADER = /^(?:>?From |[!-9;-~]*:)/;

/** How the body of a mail is to be turned into text. */
export type Transfer = 'plain' | 'base64' | 'quoted-printable';

/** A header line with its continuation lines, after which the reader then stands: git unfolds them before it reads. */
export const unfold = (reader: LineReader): string => {
  const parts = [reader.line.trimEnd()];
  reader.advance();
  while (!reader.done && (reader.startsWith(' ') || reader.startsWith('\t'))) {
    parts.push(reader.line.trim());
    reader.advance();
  }
  return parts.join(' ');
};

/** Whether git takes the line for one of a mail's header, rather than for the first of its body (RFC 2822, 3.6.8). */
export const isHeaderLine = (line: string): boolean => HEADER.test(line);

/** What a `Content-Transfer-Encoding` says. Git takes whatever it does not know for plain text; what is not known here may be. */
export const transferOf = (value: string): Transfer => {
  const encoding = value.trim().toLowerCase();
  if (/^(?:7bit|8bit|binary)$/.test(encoding)) return 'plain';
  if (encoding === 'base64' || encoding === 'quoted-printable') return encoding;
  throw new Unreadable(`the mail is encoded as "${encoding.slice(0, 40)}", not as plain text`);
};

/** The character set that a `Content-Type` names, `utf-8` when it names none. Throws for a body that is not one plain text. */
export const charsetOf = (value: string): string => {
  // Git decodes encoded words before it looks, and goes by the boundary, whatever the type is called.
  if (value.includes('=?')) throw new Unreadable('the type of the mail is spelled in encoded words');
  if (/^\s*multipart\/|boundary=/i.test(value)) throw new Unreadable('the mail has several parts');
  if (FOREIGN_CHARSET.test(value)) throw new Unreadable('the mail is in a charset that is not read here');
  if (/format=\s*"?flowed|delsp=/i.test(value))
    throw new Unreadable('the lines of the mail are flowed: git joins them');
  return /charset="?([a-z0-9-]{1,20})/i.exec(value)?.[1] ?? 'utf-8';
};
