import { isValidHandle } from '@atproto/syntax';
import { z } from 'zod';
import { type Did, parseAtUri, parseDid } from '../domain/index.ts';
import { microsOf } from './times.ts';

/** Parts of records, tolerant as real records need: absent, `null` and `""` are the same, unknown fields are ignored. */

/** Text that may be missing. */
export const optionalText = z
  .unknown()
  .optional()
  .transform((value): string | null => (typeof value === 'string' && value !== '' ? value : null));

/** Text that must be there. */
export const text = z.string().min(1);

/** A DID that must be there. */
export const did = z.string().transform((value, context): Did => {
  const parsed = parseDid(value);
  if (parsed !== null) return parsed;
  context.addIssue('not a DID');
  return z.NEVER;
});

/** A DID that may be missing or broken. */
export const optionalDid = z.unknown().optional().transform(parseDid);

/** The address of a record. */
export const recordUri = z.string().transform((value, context) => {
  const parsed = parseAtUri(value);
  if (parsed !== null) return parsed;
  context.addIssue('not the address of a record');
  return z.NEVER;
});

/** A time, null where it cannot be read. */
export const time = z.unknown().optional().transform(microsOf);

/** A time that may be missing, and must be one where it is not: an end that cannot be read would never come. */
export const optionalTime = z
  .unknown()
  .optional()
  .transform((value, context): number | null => {
    const micros = microsOf(value);
    if (micros !== null || value === undefined || value === null || value === '') return micros;
    context.addIssue('not a time');
    return z.NEVER;
  });

/** A handle by its syntax, null for anything else; whether it is really theirs is another question. */
export const handle = z
  .unknown()
  .optional()
  .transform((value): string | null =>
    typeof value === 'string' && isValidHandle(value) ? value.toLowerCase() : null,
  );

/** An array of texts; anything else counts as empty, and members that are no text are left out. */
export const texts = z
  .unknown()
  .optional()
  .transform((value): readonly string[] =>
    Array.isArray(value) ? value.filter((member): member is string => typeof member === 'string' && member !== '') : [],
  );

/** An array of objects; `null` and absence are empty. */
export const objects = <Shape extends z.ZodType>(shape: Shape) =>
  z
    .array(shape)
    .nullish()
    .transform((value) => value ?? []);

/** A reference to a record: a strong reference, its address, or a DID. */
export const subject = z.union([
  text,
  z.object({ uri: text }).transform((value) => value.uri),
  z.object({ did: text }).transform((value) => value.did),
]);
