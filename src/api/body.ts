import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { z } from 'zod';
import { badRequest, HttpError } from './context.ts';

/** Answers 413 to bodies over so many KiB. */
export const bodyUpTo = (kib: number): MiddlewareHandler =>
  bodyLimit({
    maxSize: kib * 1024,
    onError: () => {
      throw new HttpError(413, 'PayloadTooLarge', `the body is over ${kib} KiB`);
    },
  });

/** What is wrong first with a value that does not fit: the field and the rule. */
export const problemOf = ({ issues: [issue] }: z.ZodError): string =>
  `${issue?.path.join('.') || 'the body'}: ${issue?.message ?? 'does not fit'}`;

/** The body as JSON. @throws HttpError 400 where it is none. */
export const jsonIn = async (c: Context): Promise<unknown> => {
  const text = await c.req.text();
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest('the body must be JSON');
  }
};

/** The body in the given shape; with `optional`, an empty body counts as `{}`. @throws HttpError 400 naming the field. */
export const bodyOf = async <Shape extends z.ZodType>(
  c: Context,
  shape: Shape,
  { optional = false }: { readonly optional?: boolean } = {},
): Promise<z.output<Shape>> => {
  const isEmpty = optional && (await c.req.text()).trim() === '';
  const parsed = shape.safeParse(isEmpty ? {} : await jsonIn(c));
  if (!parsed.success) throw badRequest(problemOf(parsed.error));
  return parsed.data;
};
