import type { Position } from '../position.ts';
import type { Wire } from './address.ts';

/** A stretch of a stream that its host no longer has: what happened then must be read elsewhere. */
export interface Gap {
  /** The host. */
  readonly source: string;
  /** The last time before it that was taken in, in microseconds since 1970. */
  readonly fromUs: number;
  /** The first time after it. */
  readonly toUs: number;
}

/** How a stream was resumed, as far as it tells whether something is missing. */
export interface Resumption {
  readonly wire: Wire;
  /** After which everything was wanted. */
  readonly position: Position;
  /** The host itself said that it cannot go back so far. */
  readonly announced: boolean;
  /** On the v1 wire, whose hosts start later than asked without a word: how late a first event is too late. */
  readonly gapAfterUs: number;
}

/** No host of the v2 wire replays more; it announces a gap, but what is later than this is missing all the same. */
const REPLAY_WINDOW_US = 36 * 3600 * 1e6;

/** Whether events are missing before the first one that came. */
export const isGap = (first: Position, { wire, position, announced, gapAfterUs }: Resumption): boolean => {
  const lateUs = first.timeUs - position.timeUs;
  if (lateUs <= 0) return false;
  if (wire === 'v1') return lateUs > gapAfterUs;
  // A smaller number than the last one: the host has begun to count anew, and started at the present.
  const anew = first.seq !== null && position.seq !== null && first.seq < position.seq;
  return announced || anew || lateUs > REPLAY_WINDOW_US;
};
