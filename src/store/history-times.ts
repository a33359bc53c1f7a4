/** One version of a record, as an event told it. Times in microseconds since 1970. */
export interface Version<Said> {
  readonly id: string;
  /** Where it stands among its account's events. */
  readonly positionUs: number;
  /** When the stream saw it, or when it was read. */
  readonly timeUs: number;
  /** Read as history from its host, and not told by a stream at the time. */
  readonly isRead: boolean;
  /** Null where it says nothing: deleted, or no record of its kind. */
  readonly said: Said | null;
  /** The time the record itself gives. */
  readonly createdAtUs: number | null;
}

/** What a version said, and from when until when it could be known; null for to this day. */
export interface Span<Said> {
  readonly said: Said;
  readonly heldFromUs: number;
  readonly heldUntilUs: number | null;
}

/**
 * When a version could be known first. Told by a stream: when the stream saw it, whatever time it gives itself. Read as
 * history, it was there before it was read: since the time it gives itself, if it is the oldest known version of its
 * record, but never later than the revision at which it was read; a later version, since that revision, for it may have
 * been written as late as that.
 */
export const knownFromUs = (
  { isRead, createdAtUs, positionUs, timeUs }: Omit<Version<unknown>, 'id' | 'said'>,
  isOldest: boolean,
): number => {
  if (!isRead) return timeUs;
  const readUs = Math.min(positionUs, timeUs);
  return isOldest && createdAtUs !== null ? Math.min(createdAtUs, readUs) : readUs;
};

const later = (a: Version<unknown>, b: Version<unknown>): number =>
  a.positionUs - b.positionUs || Number(a.id > b.id) - Number(a.id < b.id);

/**
 * When each version of one record held: from when it could be known, until one after it could. At any moment the latest
 * version known by then holds. Versions that never held are left out.
 */
export const spansOf = <Said>(versions: readonly Version<Said>[]): Span<Said>[] => {
  const spans: Span<Said>[] = [];
  const inOrder = versions.toSorted(later);
  let untilUs = Number.POSITIVE_INFINITY;
  for (let at = inOrder.length - 1; at >= 0; at -= 1) {
    const version = inOrder[at];
    if (version === undefined) continue;
    const heldFromUs = knownFromUs(version, at === 0);
    const { said } = version;
    if (heldFromUs >= untilUs) continue;
    if (said !== null) spans.push({ said, heldFromUs, heldUntilUs: Number.isFinite(untilUs) ? untilUs : null });
    untilUs = heldFromUs;
  }
  return spans.reverse();
};

/** A fact with its span. */
interface Held {
  readonly heldFromUs: number;
  readonly heldUntilUs: number | null;
}

/** What is left of a span without those in which its account was gone: none, one or several pieces, in order. */
export const without = <Row extends Held>(row: Row, gone: readonly Held[]): Row[] => {
  let pieces: Row[] = [row];
  for (const { heldFromUs, heldUntilUs } of gone) {
    pieces = pieces.flatMap((piece) => [
      { ...piece, heldUntilUs: Math.min(piece.heldUntilUs ?? heldFromUs, heldFromUs) },
      ...(heldUntilUs === null ? [] : [{ ...piece, heldFromUs: Math.max(piece.heldFromUs, heldUntilUs) }]),
    ]);
    pieces = pieces.filter((piece) => piece.heldUntilUs === null || piece.heldFromUs < piece.heldUntilUs);
  }
  return pieces.sort((a, b) => a.heldFromUs - b.heldFromUs);
};
