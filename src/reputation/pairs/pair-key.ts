import { createHash } from 'node:crypto';

const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

/** Length, colon, bytes: no part can be mistaken for two. What no UTF-8 can say is kept apart from what it would become. */
const prefixed = (part: string): Buffer => {
  const bytes = part.isWellFormed() ? Buffer.from(part) : Buffer.from(part, 'utf16le');
  return Buffer.concat([Buffer.from(`${bytes.length}${part.isWellFormed() ? '' : 'u'}:`), bytes]);
};

const side = (parts: readonly string[]): Buffer =>
  Buffer.concat([Buffer.from(`${parts.length};`), ...parts.map(prefixed)]);

/**
 * The id of a pair of identities, each of one part or several, the same in either order: 32 hex digits of SHA-256 over
 * both sides, the lesser (by bytes) first. A side is `<number of parts>;` and each part as `<bytes in UTF-8>:<part>`, so
 * that ids may hold any character.
 */
export const pairKey = (a: readonly string[], b: readonly string[]): string =>
  sha256(Buffer.concat([side(a), side(b)].sort(Buffer.compare))).slice(0, 32);

/**
 * The id that fulcrum-trust gives a pair: 16 hex digits of SHA-256 over the two ids, sorted and joined with ":". For
 * talking with programs that use it; ours do not, as ids with ":" collide ("a:b" and "c" is "a" and "b:c").
 */
export const makePairId = (a: string, b: string): string =>
  sha256(
    [a, b]
      .map((id) => Buffer.from(id))
      .sort(Buffer.compare)
      .join(':'),
  ).slice(0, 16);
