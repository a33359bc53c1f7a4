import type { z } from 'zod';
import type { Fact, StreamEvent } from '../domain/index.ts';
import type { RecordName, Rejection } from './rejections.ts';

/**
 * Reads a record of one collection: its facts, or the reason why it has none. The collection alone says what a record
 * is: a `$type` that is absent or names something else is passed over, as Tangled's own appview does.
 */
export type Decoder = (record: unknown, event: StreamEvent) => readonly Fact[] | Rejection;

/** A decoder from a record's shape and what to make of it. */
export const record =
  <Shape extends z.ZodType>(
    name: RecordName,
    shape: Shape,
    toFact: (value: z.output<Shape>, event: StreamEvent) => Fact | readonly Fact[] | Rejection,
  ): Decoder =>
  (json, event) => {
    const parsed = shape.safeParse(json);
    if (!parsed.success) return `malformed ${name}`;
    const made = toFact(parsed.data, event);
    if (typeof made === 'string') return made;
    return isList(made) ? made : [made];
  };

const isList = (made: Fact | readonly Fact[]): made is readonly Fact[] => Array.isArray(made);
