import { createHash } from 'node:crypto';

/** A short text for a set of records by address and CID: the same for the same set in any order. */
export const fingerprint = (records: Iterable<readonly [uri: string, cid: string | null]>): string => {
  const lines = [...records].map(([uri, cid]) => `${uri} ${cid ?? ''}`).sort();
  return createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 32);
};
