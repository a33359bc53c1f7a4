import { createHash, hash } from 'node:crypto';
import type { Did } from '../../domain/index.ts';
import type { VouchEdge } from '../ports.ts';

/** A hash over all opinions, whatever their order, that follows changes without going through all. */
export interface EdgeSum {
  /** Puts these in the place of all that somebody said before. */
  set(by: Did, edges: readonly VouchEdge[]): void;
  /** Hex SHA-256 of the sum with these roots; the same for the same set of opinions and of roots. */
  hex(roots: readonly Did[]): string;
}

const MODULUS = 2n ** 256n;

/**
 * The sum, modulo 2^256, of the SHA-256 of each opinion's line `voucher target polarity sinceUs` (the multiset hash
 * MSet-Add-Hash of Clarke et al. 2003), hashed once more. A label that tells sets of opinions apart, and can be made again
 * from them; not a commitment that would stand against who can choose millions of records.
 */
export const edgeSum = (edges: readonly VouchEdge[]): EdgeSum => {
  const sums = new Map<Did, bigint>();
  let total = 0n;
  const set: EdgeSum['set'] = (by, now) => {
    const sum = now.reduce((before, edge) => (before + lineHash(edge)) % MODULUS, 0n);
    total = (total - (sums.get(by) ?? 0n) + sum + MODULUS) % MODULUS;
    sums.set(by, sum);
  };
  for (const [by, own] of Map.groupBy(edges, ({ fromDid }) => fromDid)) set(by, own);
  const hex: EdgeSum['hex'] = (roots) =>
    createHash('sha256')
      .update([total.toString(16).padStart(64, '0'), ...[...roots].sort()].join(' '))
      .digest('hex');
  return { set, hex };
};

const lineHash = ({ fromDid, toDid, polarity, sinceUs }: VouchEdge): bigint =>
  BigInt(`0x${hash('sha256', `${fromDid} ${toDid} ${polarity} ${sinceUs}`)}`);
