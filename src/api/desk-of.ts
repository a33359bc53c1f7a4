import { HttpError } from './context.ts';
import type { ReputationDesk } from './reputation-desk.ts';

/** The desk. @throws HttpError 503 where this process has none, saying what to do. */
export const deskOf = (reputation: ReputationDesk | null | undefined): ReputationDesk => {
  if (reputation) return reputation;
  throw new HttpError(503, 'NotAvailable', 'no reputation is kept by this process: start it with `up` or `api`');
};
