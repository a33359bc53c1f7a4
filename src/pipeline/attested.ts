import type { AttestationEvidence } from '../domain/index.ts';
import type { AttestationEntry, World } from './ports.ts';

export interface AttestationTerms {
  /** Kinds that count; undefined: any. */
  readonly kinds: readonly string[] | undefined;
  /** Microseconds since 1970. */
  readonly nowUs: number;
}

/** Whether somebody is attested, and the record that says so or comes nearest to it. */
export interface AttestationStanding {
  readonly attested: boolean;
  /** What holds longest or, where nothing holds, what ran out last or else begins next; null without any that counts. */
  readonly entry: AttestationEntry | null;
}

/**
 * How one person's attestations stand at a time. One holds from its own date, never before, until before its end. Only
 * what is declared counts, and only by the person whose repository it lies in: give that person's entries alone. The order
 * in which they are given does not matter.
 */
export const attestationOf = (
  entries: readonly AttestationEntry[],
  { kinds, nowUs }: AttestationTerms,
): AttestationStanding => {
  const counted = entries.filter((entry) => everHolds(entry) && (kinds?.includes(entry.kind) ?? true));
  const begun = counted.filter(({ fromUs }) => fromUs <= nowUs);
  const held = begun.filter((entry) => nowUs < endOf(entry));
  if (held.length > 0) return { attested: true, entry: first(held, latestEnd) };
  return { attested: false, entry: begun.length > 0 ? first(begun, latestEnd) : first(counted, earliestBegin) };
};

/** What a decision keeps of an attestation. */
export const attestationEvidence = (entry: AttestationEntry | null): AttestationEvidence | null => {
  if (entry === null) return null;
  const { uri, kind, jurisdiction, fromUs, expiresAtUs } = entry;
  return { uri, kind, jurisdiction, fromUs, expiresAtUs };
};

/**
 * When the next attestation begins or ceases to hold, after `nowUs`; null when none ever will. Until then no passing of time
 * changes who is attested.
 */
export const nextExpiryUs = ({ attestations }: Pick<World, 'attestations'>, nowUs: number): number | null => {
  let next = Number.POSITIVE_INFINITY;
  for (const entry of attestations) {
    if (!everHolds(entry)) continue;
    for (const at of [entry.fromUs, endOf(entry)]) if (at > nowUs && at < next) next = at;
  }
  return Number.isFinite(next) ? next : null;
};

const endOf = ({ expiresAtUs }: AttestationEntry): number => expiresAtUs ?? Number.POSITIVE_INFINITY;

/** One that ends before it begins is none. */
const everHolds = (entry: AttestationEntry): boolean => entry.fromUs < endOf(entry);

type Order = (a: AttestationEntry, b: AttestationEntry) => number;

const compared = (a: number | string, b: number | string): number => (a === b ? 0 : a < b ? -1 : 1);

/** Of those that end together, the oldest; the address tells apart what is equal otherwise. */
const latestEnd: Order = (a, b) => compared(endOf(b), endOf(a)) || earliestBegin(a, b);
const earliestBegin: Order = (a, b) => compared(a.fromUs, b.fromUs) || compared(a.uri, b.uri);

const first = (entries: readonly AttestationEntry[], order: Order): AttestationEntry | null =>
  entries.reduce<AttestationEntry | null>(
    (best, entry) => (best === null || order(entry, best) < 0 ? entry : best),
    null,
  );
