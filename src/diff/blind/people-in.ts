import { decodeWords } from '../encoded-words.ts';
import type { Identity } from './author.ts';

/** Header lines and trailers of a mail that name who wrote the change. No line of a hunk starts with a letter. */
const NAMING = /^(?:From|Signed-off-by|Co-authored-by): +(\S.{0,500}?) *\r?$/gim;
const ADDRESS = /<([^<>\s]{3,200})>|([^\s<>"(),;]{1,100}@[^\s<>"(),;]{1,100})/g;
/** Nobody's change was written by more. */
const PEOPLE_MAX = 40;

/**
 * Whom the mails of a patch name as its authors: names and e-mail addresses, each once, in order. Empty for a
 * bare diff. For `blind` alone: nobody who judges a change may see them. Linear time.
 */
export const peopleIn = (patch: Uint8Array): Pick<Identity, 'names' | 'emails'> => {
  const names = new Set<string>();
  const emails = new Set<string>();
  // One character per byte, as encoded words are decoded.
  const letters = Buffer.from(patch.buffer, patch.byteOffset, patch.byteLength).toString('latin1');
  for (const [, value = ''] of letters.matchAll(NAMING)) {
    const text = decodeWords(value, 'utf-8');
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
