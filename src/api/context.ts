import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import type { ReadModel } from '../pipeline/index.ts';
import type { Credentials } from './auth.ts';
import type { ReputationDesk } from './reputation-desk.ts';

/** What every route is built with. */
export interface ApiParts {
  /** The newest read model; asked for once per request. */
  readonly model: () => ReadModel;
  /** What is on and what is off, and how to turn it on. */
  readonly sources: readonly { readonly name: string; readonly on: boolean; readonly how: string }[];
  /** The blind reviewer in use; null or absent where none is configured. `budgetDayUsd` is null without a limit. */
  readonly reviewer?: {
    readonly model: string;
    readonly promptHash: string;
    readonly budgetDayUsd: number | null;
  } | null;
  /** The time, in milliseconds since 1970; default: the machine's clock. */
  readonly nowMs?: () => number;
  /** Where reputation is read and written; null or absent where this process has none: its routes then answer 503. */
  readonly reputation?: ReputationDesk | null;
  /** Who may write; default: nobody. */
  readonly credentials?: Credentials;
}

/** RFC 3339 in UTC, from microseconds since 1970. */
export const timeText = (micros: number): string => new Date(micros / 1000).toISOString();

/** Since when what is answered is out of date, and why; null while it is not. */
export const staleJson = (stale: ReadModel['stale'] | undefined) =>
  stale ? { since: timeText(stale.sinceUs), why: stale.why } : null;

/** The newest event's time, or null while there is none. */
export const asOf = (model: ReadModel): string | null => {
  const { asOfUs } = model.snapshot.world;
  return asOfUs === 0 ? null : timeText(asOfUs);
};

/** An error in XRPC's shape. */
export class HttpError extends Error {
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 503;
  readonly error: string;

  constructor(status: HttpError['status'], error: string, message: string) {
    super(message);
    this.status = status;
    this.error = error;
  }
}

export const badRequest = (message: string): HttpError => new HttpError(400, 'InvalidRequest', message);
/** Well formed, but it cannot be done. */
export const unprocessable = (message: string): HttpError => new HttpError(422, 'Unprocessable', message);
export const conflict = (message: string): HttpError => new HttpError(409, 'Conflict', message);
export const notFound = (message: string): HttpError => new HttpError(404, 'NotFound', message);

/** Whether the caller asks for JSON by name. */
export const wantsJson = (c: Context): boolean => /application\/json/i.test(c.req.header('accept') ?? '');

/**
 * A JSON answer that is a function of the read model: the client that has it already is told so. The tag is made of
 * the model's own identity, so that nothing is hashed.
 */
export const fresh = (c: Context, model: ReadModel, body: () => unknown): Response => {
  const tag = `W/"${tagOf(model)}"`;
  c.header('ETag', tag);
  c.header('Cache-Control', 'no-cache');
  c.header('Vary', 'Accept');
  return c.req.header('if-none-match') === tag ? c.body(null, 304) : c.json(body() as object);
};

const tags = new WeakMap<ReadModel, string>();
const started = randomUUID().slice(0, 8);
let made = 0;

const tagOf = (model: ReadModel): string => {
  const known = tags.get(model);
  if (known !== undefined) return known;
  made += 1;
  const tag = `${started}-${made}`;
  tags.set(model, tag);
  return tag;
};
