import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { HttpError } from './context.ts';

/** The keys of those who may write; null where there is none. */
export interface Credentials {
  /** The operator's, who may do everything: `Authorization: Bearer …` or `X-Admin-Key`. */
  readonly adminKey: string | null;
  /** Of other services, which may tell trust events and do nothing else: `X-API-Key`. */
  readonly eventsApiKey: string | null;
}

/** As an act is signed that the operator's key was shown for. */
export const OPERATOR = 'operator';

/** What stands before routes that write. */
export interface Guards {
  /** Lets the operator through. Answers 403 without a key configured, or to a service; 401 without or with a wrong key. */
  readonly operator: MiddlewareHandler;
  /** Lets the operator and services through; 403 and 401 as above. */
  readonly service: MiddlewareHandler;
}

const NOBODY: Credentials = { adminKey: null, eventsApiKey: null };

/** The guards that go by these keys. Keys are compared as UTF-8, in a time that says nothing of them. */
export const guardsOf = ({ adminKey, eventsApiKey }: Credentials = NOBODY): Guards => {
  const isOperator = matcher(adminKey);
  const isService = matcher(eventsApiKey);
  const operator: MiddlewareHandler = async (c, next) => {
    const { admin, service } = keysIn(c);
    if (admin.some(isOperator)) return next();
    if (isService(service)) throw forbidden('this key is for trust events alone');
    if (isUnset(adminKey)) throw forbidden('writes are off: no ADMIN_KEY is configured');
    throw unauthorized(admin.length > 0 || service !== null, 'Authorization: Bearer …, or X-Admin-Key');
  };
  const service: MiddlewareHandler = async (c, next) => {
    const { admin, service: given } = keysIn(c);
    if (admin.some(isOperator) || isService(given)) return next();
    if (isUnset(adminKey) && isUnset(eventsApiKey))
      throw forbidden('no trust events are received: neither EVENTS_API_KEY nor ADMIN_KEY is configured');
    throw unauthorized(admin.length > 0 || given !== null, 'X-API-Key');
  };
  return { operator, service };
};

const isUnset = (key: string | null): boolean => key === null || key === '';

const keysIn = (c: Context) => {
  const bearer = /^Bearer +([^ \t]+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
  const admin = [bearer, c.req.header('x-admin-key')].filter((key) => key !== undefined);
  return { admin, service: c.req.header('x-api-key') ?? null };
};

const digest = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();

const matcher = (key: string | null): ((given: string | null) => boolean) => {
  if (key === null || key === '') return () => false;
  const wanted = digest(Buffer.from(key, 'utf8'));
  // A header is read as latin1: a character is a byte of what was sent, which is the key in UTF-8.
  return (given) => given !== null && timingSafeEqual(digest(Buffer.from(given, 'latin1')), wanted);
};

const forbidden = (message: string): HttpError => new HttpError(403, 'Forbidden', message);

const unauthorized = (isGiven: boolean, how: string): HttpError =>
  new HttpError(401, 'AuthRequired', isGiven ? 'the key is not the right one' : `a key is needed: ${how}`);
