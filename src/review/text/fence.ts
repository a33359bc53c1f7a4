import { createHash } from 'node:crypto';

/** A text between two marks that it cannot hold. */
export interface Fenced {
  readonly text: string;
  /** 32 hex digits. */
  readonly nonce: string;
}

const DOMAIN = 'vouched blind review fence 1';

const hashed = (tag: string, text: string, count: number): string =>
  createHash('sha256').update(`${DOMAIN}\0${tag}\0${count}\0`).update(text, 'utf8').digest('hex').slice(0, 32);

/** The first nonce of the sequence that is nowhere in the text. Of any sequence without repeats, one soon is. */
export const absentNonce = (text: string, nonceAt: (count: number) => string): string => {
  let count = 0;
  let nonce = nonceAt(count);
  while (text.includes(nonce)) nonce = nonceAt(++count);
  return nonce;
};

/**
 * The text between `<diff nonce="…">` and `</diff nonce="…">`, each on a line of its own. The nonce is made of a hash of
 * the text, so the same text is always fenced the same, and no text can be written to close its own fence: it would
 * have to contain its hash. Should one nevertheless, another nonce is taken. A text that does not end with a line
 * feed is given one before the closing mark.
 * @throws RangeError for a tag that is not 1 to 32 small letters or `_`.
 */
export const fenced = (text: string, tag = 'diff'): Fenced => {
  if (!/^[a-z_]{1,32}$/.test(tag)) throw new RangeError(`tag must be 1 to 32 small letters or "_", got "${tag}"`);
  const nonce = absentNonce(text, (count) => hashed(tag, text, count));
  const end = text === '' || text.endsWith('\n') ? '' : '\n';
  return { text: `<${tag} nonce="${nonce}">\n${text}${end}</${tag} nonce="${nonce}">`, nonce };
};
