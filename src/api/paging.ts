import { z } from 'zod';
import { badRequest } from './context.ts';

/** How many items a page may have. */
export const limitParameter = z.coerce.number().int().min(1).max(500).default(100);

/**
 * One page of a list. The cursor is opaque to clients; it names the last item they saw, so that items which come or
 * go in between move nothing twice.
 *
 * @throws HttpError 400 when the cursor is none of ours.
 */
export const pageOf = <Item>(
  items: readonly Item[],
  { limit, cursor, keyOf }: { limit: number; cursor: string | undefined; keyOf: (item: Item) => string },
): { readonly items: readonly Item[]; readonly cursor: string | null } => {
  const start = cursor === undefined ? 0 : positionAfter(items, cursor, keyOf);
  const page = items.slice(start, start + limit);
  const last = page.at(-1);
  const more = start + limit < items.length && last !== undefined;
  return { items: page, cursor: more ? encode(keyOf(last), start + limit) : null };
};

const encode = (key: string, position: number): string =>
  Buffer.from(JSON.stringify([key, position])).toString('base64url');

const cursorShape = z.tuple([z.string(), z.number().int().nonnegative()]);

const positionAfter = <Item>(items: readonly Item[], cursor: string, keyOf: (item: Item) => string): number => {
  const [key, position] = decode(cursor);
  const expected = items[position - 1];
  if (expected !== undefined && keyOf(expected) === key) return position;
  const found = items.findIndex((item) => keyOf(item) === key);
  return found < 0 ? Math.min(position, items.length) : found + 1;
};

const decode = (cursor: string): [string, number] => {
  try {
    return cursorShape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw badRequest('cursor: not one that this service gave');
  }
};

/** The parsed query, or 400 naming the parameter and what is wrong with it. */
export const queryOf = <Shape extends z.ZodType>(shape: Shape, query: Record<string, string>): z.output<Shape> => {
  const parsed = shape.safeParse(query);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw badRequest(`${issue?.path.join('.') || 'query'}: ${issue?.message}`);
};
