import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from '../faults.ts';
import { streamOf } from './events.ts';
import type { Reply } from './message.ts';
import { errorBody } from './wire-error.ts';

/** Sends one JSON document. */
export const sendJson = (response: ServerResponse, status: number, body: string): void => {
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  response.end(body);
};

/** How one reply travels: its pieces, and after how many of them something happens. */
interface Way {
  readonly pieces: readonly string[];
  readonly fault: Fault | null;
}

const afterOf = ({ pieces, fault }: Way): number => {
  const asked = fault !== null && 'afterEvents' in fault ? fault.afterEvents : undefined;
  return Math.min(asked ?? Math.ceil(pieces.length / 2), pieces.length);
};

const send = async (response: ServerResponse, way: Way): Promise<void> => {
  const { pieces, fault } = way;
  if (fault?.kind === 'drip') {
    for (const piece of pieces) {
      if (response.destroyed) return;
      response.write(piece);
      await pause(fault.pauseMs);
    }
    response.end();
  } else if (fault?.kind === 'stall') response.write(pieces.slice(0, afterOf(way)).join(''));
  else if (fault?.kind === 'cut') {
    const sent = pieces.slice(0, afterOf(way)).join('');
    if (fault.clean === true) response.end(sent);
    else response.write(sent, () => response.socket?.resetAndDestroy());
  } else response.end(pieces.join(''));
};

const spoiltEvents = (events: readonly string[], way: Way, requestId: string): readonly string[] => {
  const { fault } = way;
  if (fault?.kind === 'garbage')
    return events.toSpliced(2, 1, 'event: content_block_start\ndata: {"type":"content_\n\n');
  if (fault?.kind !== 'stream-error') return events;
  const body = errorBody(fault.status ?? 529, 'Overloaded', requestId);
  return [...events.slice(0, afterOf(way)), `event: error\ndata: ${body}\n\n`];
};

/** Sends a reply as a stream of events, as the fault would have it. */
export const sendStream = (
  response: ServerResponse,
  reply: Reply,
  fault: Fault | null,
  requestId: string,
): Promise<void> => {
  const events = streamOf(reply);
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' });
  return send(response, { pieces: spoiltEvents(events, { pieces: events, fault }, requestId), fault });
};

/** Sends a reply as one document, as the fault would have it. */
export const sendMessage = async (
  response: ServerResponse,
  reply: Reply,
  fault: Fault | null,
  requestId: string,
): Promise<void> => {
  if (fault?.kind === 'stream-error') {
    const status = fault.status ?? 529;
    sendJson(response, status, errorBody(status, 'Overloaded', requestId));
    return;
  }
  const whole = JSON.stringify(reply.message);
  const body = fault?.kind === 'garbage' ? whole.slice(0, -40) : whole;
  response.writeHead(200, { 'content-type': 'application/json' });
  await send(response, { pieces: body.match(/.{1,64}/gs) ?? [], fault });
};
