/** How far a stream has come: when its host saw the last event, and the host's own number of it where it gives one. */
export interface Position {
  /** Microseconds since 1970. Comparable between hosts, give or take seconds. */
  readonly timeUs: number;
  /** The v2 wire's sequence number, which means nothing to another host; null on the v1 wire. */
  readonly seq: number | null;
}

/** The end of the year 2199: a stream's clock is never there, and one such event would age every vouch. */
export const LATEST_US = Date.UTC(2200, 0, 1) * 1000 - 1;

/** A position as the text that is kept beside the events; whoever keeps it need not understand it. */
export const cursorAt = ({ timeUs, seq }: Position): string => (seq === null ? `${timeUs}` : `${timeUs}:${seq}`);

/** The position a cursor stands for; null for a text that `cursorAt` never makes. */
export const positionAt = (cursor: string): Position | null => {
  const match = /^(\d{1,16})(?::(\d{1,16}))?$/.exec(cursor);
  if (match === null) return null;
  const position = { timeUs: Number(match[1]), seq: match[2] === undefined ? null : Number(match[2]) };
  return position.timeUs > LATEST_US || !Number.isSafeInteger(position.seq ?? 0) ? null : position;
};
