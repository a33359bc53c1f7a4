import { isValidHandle } from '@atproto/syntax';
import { z } from 'zod';
import { type AtUri, type Did, parseAtUri } from '../domain/index.ts';
import { accountDid } from './account-did.ts';
import { isName, keptText, LINE, type Limit } from './kept-text.ts';
import { microsOf } from './times.ts';

/**
 * Parts of records, tolerant as real records need: absent, `null`, `""` and the wrong type are the same where a field may
 * be missing, and unknown fields are ignored. Words are cut to a limit; names are kept whole or not at all.
 */
const maybe = <Value>(read: (value: unknown) => Value) => z.unknown().optional().transform(read);

/** What must be there, and readable by `read`. */
const must = <Value>(what: string, read: (value: string) => Value | null) =>
  z.string().transform((value, context): Value => {
    const parsed = read(value);
    if (parsed !== null) return parsed;
    context.addIssue(`not ${what}`);
    return z.NEVER;
  });

/** Words that must be there. */
export const text = (limit: Limit) => must('a text', (value) => keptText(value, limit) || null);

/** Words that may be missing. */
export const optionalText = (limit: Limit) =>
  maybe((value): string | null => (typeof value === 'string' ? keptText(value, limit) || null : null));

/** Words that must be there and may be empty. */
export const anyText = (limit: Limit) => z.string().transform((value) => keptText(value, limit));

const nameOf = (value: unknown): string | null => (typeof value === 'string' && isName(value) ? value : null);

/** A name that must be there: a branch, a host, a key. */
export const name = must('a name', nameOf);

/** A name that may be missing. */
export const optionalName = maybe(nameOf);

/** A DID of an account or a repository that must be there. */
export const did = must('a DID', accountDid);

/** Such a DID that may be missing or broken. */
export const optionalDid = maybe(accountDid);

/** The address of a record. */
export const recordUri = must('the address of a record', parseAtUri);

/** The address of a record that may be missing or broken. */
export const optionalRecordUri = maybe(parseAtUri);

const didOrUri = (value: unknown): Did | AtUri | null => accountDid(value) ?? parseAtUri(value);

/** A repository by its own DID or by the address of its record, or whatever else has either. */
export const repository = must('a DID or an address', didOrUri);

/** A repository that may be missing or broken. */
export const optionalRepository = maybe(didOrUri);

/** A time, null where it cannot be read. */
export const time = maybe(microsOf);

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
export const handle = maybe((value): string | null =>
  typeof value === 'string' && isValidHandle(value) ? value.toLowerCase() : null,
);

/** The largest number a column of 32 bits holds. */
const LARGEST_32 = 2 ** 31 - 1;

const wholeNumber = (value: unknown): number | null => {
  const number = typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(number) ? Number(number) : null;
};

/** A whole number of 32 bits, also where it is written as a text; null for anything else. */
export const integer = maybe((value): number | null => {
  const number = wholeNumber(value);
  return number !== null && Math.abs(number) <= LARGEST_32 ? number : null;
});

/** How many there are: such a number, not below 0. */
export const count = integer.transform((value) => (value !== null && value >= 0 ? value : null));

/** A size in bytes, not below 0, as large as a safe number may be. */
export const size = maybe((value): number | null => {
  const number = wholeNumber(value);
  return number !== null && number >= 0 ? number : null;
});

/** True or false; null for anything else. */
export const flag = maybe((value): boolean | null => (typeof value === 'boolean' ? value : null));

/**
 * The readable members of an array, so many at most, in their order; anything but an array counts as empty. Of longer
 * arrays the first members count.
 */
const list = <Value>(most: number, read: (value: unknown) => Value | null) =>
  maybe((value): readonly Value[] => {
    const found: Value[] = [];
    for (const member of Array.isArray(value) ? value : []) {
      if (found.length === most) break;
      const each = read(member);
      if (each !== null) found.push(each);
    }
    return found;
  });

/** Names: links, addresses of labels, NSIDs. */
export const names = (most: number) => list(most, nameOf);
export const dids = (most: number) => list(most, accountDid);
export const recordUris = (most: number) => list(most, parseAtUri);
/** Words, each cut to the limit. */
export const texts = (most: number, limit: Limit = LINE) =>
  list(most, (value) => (typeof value === 'string' ? keptText(value, limit) || null : null));

/** The members of an array that fit a shape. */
export const fitting = <Shape extends z.ZodType>(most: number, shape: Shape) =>
  list(most, (value): z.output<Shape> | null => {
    const parsed = shape.safeParse(value);
    return parsed.success ? parsed.data : null;
  });

/** An array of objects, every one of which must fit; `null` and absence are empty. Of more the first so many are kept. */
export const objects = <Shape extends z.ZodType>(most: number, shape: Shape) =>
  z
    .array(shape)
    .nullish()
    .transform((value) => (value ?? []).slice(0, most));

/** What something is about, by its address or its DID: a strong reference, `{uri}`, `{did}`, or the text alone. */
export const subject = z.union([
  repository,
  z.object({ uri: repository }).transform((value) => value.uri),
  z.object({ did: repository }).transform((value) => value.did),
]);

/** A subject that may be missing or broken. */
export const optionalSubject = z
  .union([subject, z.unknown().transform(() => null)])
  .optional()
  .transform((value) => value ?? null);
