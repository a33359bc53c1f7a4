import { glimpse } from '../glimpse.ts';
import type { Message } from '../message.ts';
import { parseEvent } from '../parse-event.ts';
import type { Position } from '../position.ts';
import type { Wire } from './address.ts';
import { type Gap, isGap } from './gap.ts';
import { type Notice, noticeIn } from './notice.ts';
import { StreamFailure } from './stream-failure.ts';

/** What all connections to one host have in common. */
export interface Session {
  readonly host: string;
  readonly wire: Wire;
  readonly gapAfterUs: number;
  readonly onGap: (gap: Gap) => Promise<void>;
  readonly onNotice: (message: string) => void;
}

interface Watched extends Session {
  /** After which everything was asked for; null where nothing can be missing. */
  readonly position: Position | null;
  /** Whether it is known beforehand that something is missing. */
  readonly announced: boolean;
}

/**
 * The messages of one connection without what the host says of the stream itself. A gap before the first event is told
 * before the event is handed out. @throws StreamFailure where the host announces its end.
 */
export async function* watched(batches: AsyncIterable<readonly Message[]>, session: Watched) {
  const { host, wire, gapAfterUs, onNotice } = session;
  let { position, announced } = session;
  for await (const batch of batches) {
    const { messages, notices } = wire === 'v2' ? withoutNotices(batch) : { messages: batch, notices: [] };
    const outdated = notices.find(({ kind, name }) => kind === 'info' && name === 'OutdatedCursor');
    if (outdated !== undefined && !announced) onNotice(`${host} cannot go back so far (${outdated.message})`);
    announced ||= outdated !== undefined;
    const first = position === null ? null : firstPosition(messages);
    if (position !== null && first !== null) {
      if (isGap(first, { wire, position, announced, gapAfterUs })) {
        await session.onGap({ source: host, fromUs: position.timeUs, toUs: first.timeUs });
      }
      position = null;
    }
    if (messages.length > 0) yield messages;
    const error = notices.find(({ kind }) => kind === 'error');
    if (error !== undefined) {
      throw new StreamFailure(`${host} gave up: ${error.name} ${error.message}`.slice(0, 300), { retryable: true });
    }
  }
}

const withoutNotices = (batch: readonly Message[]) => {
  const notices: Notice[] = [];
  const messages = batch.filter((message) => {
    const notice = typeof message === 'string' ? noticeIn(message) : null;
    if (notice !== null) notices.push(notice);
    return notice === null;
  });
  return { messages, notices };
};

const firstPosition = (messages: readonly Message[]): Position | null => {
  for (const message of messages) {
    const position = typeof message === 'string' ? positionIn(message) : null;
    if (position !== null) return position;
  }
  return null;
};

const positionIn = (text: string): Position | null => {
  const parsed = glimpse(text) ?? parseEvent(text);
  return 'position' in parsed ? parsed.position : null;
};
