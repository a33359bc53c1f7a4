import type { DeadLetter, DecodedEvent, Fact } from '../domain/index.ts';
import { deadText } from './dead-letter.ts';
import { decode } from './decode.ts';
import { type Glimpse, glimpse } from './glimpse.ts';
import type { Message } from './message.ts';
import { parseEvent } from './parse-event.ts';
import type { Position } from './position.ts';

/**
 * Whether a message is worth keeping, by whom it is about and what it says: asked of news before they are parsed, then
 * of every event.
 */
export type Keep = (message: Glimpse, facts: readonly Fact[]) => boolean;

/** What a stretch of a stream says, to be made durable together. */
export interface Reading {
  readonly events: DecodedEvent[];
  readonly deadLetters: DeadLetter[];
  /** Of the messages that are to be kept: a measure of the memory they take. */
  characters: number;
  /** Of the last message that has one, kept or not. */
  position: Position | null;
}

/** What was read, counted. */
export interface ReadCounts {
  lines: number;
  /** Messages that `keep` did not want … */
  ignored: number;
  /** … and those of them that were not even parsed. */
  droppedEarly: number;
}

interface Into {
  readonly reading: Reading;
  readonly counts: ReadCounts;
  readonly keep: Keep;
}

export const emptyReading = (): Reading => ({ events: [], deadLetters: [], characters: 0, position: null });

/** Adds what the messages say to a reading, and counts them. Never throws on what came from outside. */
export const readMessages = (messages: readonly Message[], into: Into): void => {
  for (const message of messages) {
    into.counts.lines += 1;
    if (typeof message === 'string') readText(message, into);
    else bury(message, into.reading);
  }
};

const readText = (text: string, { reading, counts, keep }: Into): void => {
  const seen = glimpse(text);
  if (seen !== null && !keep(seen.news, [])) {
    counts.droppedEarly += 1;
    counts.ignored += 1;
    reading.position = seen.position;
    return;
  }
  const parsed = parseEvent(text);
  if (parsed.kind === 'unusable') {
    bury(deadText(text, parsed.reason), reading);
    return;
  }
  reading.position = parsed.position;
  const decoded = decode(parsed.event);
  if (!keep(parsed.event, decoded.facts)) {
    counts.ignored += 1;
    return;
  }
  reading.events.push(decoded);
  reading.characters += text.length;
};

const bury = (letter: DeadLetter, reading: Reading): void => {
  reading.deadLetters.push(letter);
  reading.characters += letter.raw.length;
};
