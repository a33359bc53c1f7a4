import type { Context } from 'hono';
import { z } from 'zod';
import { badRequest } from './context.ts';

/** A key by which a repeated request is known: 1 to 255 visible ASCII characters. */
export const idempotencyKey = z.string().regex(/^[\x21-\x7e]{1,255}$/, 'must be 1 to 255 visible ASCII characters');

/** The request's `Idempotency-Key`, or null. @throws HttpError 400 where it is none. */
export const idempotencyKeyOf = (c: Context): string | null => {
  const given = c.req.header('idempotency-key');
  if (given === undefined) return null;
  const parsed = idempotencyKey.safeParse(given);
  if (!parsed.success) throw badRequest(`Idempotency-Key: ${parsed.error.issues[0]?.message}`);
  return parsed.data;
};
