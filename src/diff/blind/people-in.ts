import { decodeWords } from '../encoded-words.ts';
import { isFromLine } from '../from-line.ts';
import { isHeaderLine } from '../mail-header.ts';
import type { Identity } from './author.ts';

/** What may part the mails of a mailbox. No line of a hunk starts with a letter. */
const FROM_LINE = /^From [^\n]{14,1000}$/gm;
/** Nobody's mail has a longer header. */
const HEADER_MAX_CHARS = 65_536;
const NAMING = /^From:\s{0,20}(\S.{0,1000})$/i;
const ADDRESS = /<([^<>\s]{3,200})>|([^\s<>"(),;]{1,100}@[^\s<>"(),;]{1,100})/g;
/** Nobody's change was written by more. */
const PEOPLE_MAX = 40;

/** The header lines of the mail that starts at the position, continuations joined, up to its body or the next mail. */
const headerAt = (letters: string, start: number): readonly string[] => {
  const header: string[] = [];
  let at = start;
  while (at < Math.min(letters.length, start + HEADER_MAX_CHARS)) {
    const end = letters.indexOf('\n', at);
    const line = letters.slice(at, end === -1 ? letters.length : end);
    const last = header.at(-1);
    if (/^[ \t]+\S/.test(line) && last !== undefined) header[header.length - 1] = `${last} ${line.trim()}`;
    else if (isHeaderLine(line) && (at === start || !line.startsWith('From '))) header.push(line.trimEnd());
    else break;
    at += line.length + 1;
  }
  return header;
};

/** The `From:` headers of the patch's mails: of one that the patch starts with, and of those of a mailbox. */
function* sendersIn(letters: string): Generator<string> {
  const first = letters.slice(0, HEADER_MAX_CHARS).search(/\S/);
  const starts = [...letters.matchAll(FROM_LINE)].filter(({ 0: line }) => isFromLine(line.trimEnd()));
  for (const start of [first, ...starts.map(({ index, 0: line }) => index + line.length + 1)]) {
    if (start === -1) continue;
    for (const line of headerAt(letters, start)) {
      const sender = NAMING.exec(line)?.[1];
      if (sender !== undefined) yield decodeWords(sender, 'utf-8');
    }
  }
}

/**
 * Whom the mails of a patch name as their senders: names and e-mail addresses, each once, in order. Empty for a bare
 * diff. Only headers are heard: trailers and all else that a body says are no part of a blind change, and whoever can
 * write a line there could call anybody like the code that a reviewer should not see. For `blind` alone: nobody who
 * judges a change may see them. Linear time.
 */
export const peopleIn = (patch: Uint8Array): Pick<Identity, 'names' | 'emails'> => {
  const names = new Set<string>();
  const emails = new Set<string>();
  // One character per byte, as encoded words are decoded.
  const letters = Buffer.from(patch.buffer, patch.byteOffset, patch.byteLength).toString('latin1');
  for (const text of sendersIn(letters)) {
    for (const [, bracketed, bare] of text.matchAll(ADDRESS)) emails.add(bracketed ?? bare ?? '');
    const name = text
      .replaceAll(ADDRESS, ' ')
      .replaceAll(/["(),;]/g, ' ')
      .trim();
    if (name !== '') names.add(name);
    if (names.size + emails.size > PEOPLE_MAX) break;
  }
  return { names: [...names], emails: [...emails] };
};
