import { z } from 'zod';
import type { Did } from '../../domain/index.ts';
import { accountDid } from '../account-did.ts';
import { readJson } from '../read-json.ts';
import { ask, jsonOf, type Network, xrpc } from './network.ts';
import { knotOrigin } from './origins.ts';

const PAGE = 100;
const MOST_PAGES = 10;
const MOST_BYTES = 262_144;

/** A list, complete up to the bound; or why it could not be had this time. */
export type CollaboratorsAnswer =
  | { readonly kind: 'listed'; readonly dids: readonly Did[] }
  | { readonly kind: 'failed'; readonly problem: string };

/**
 * Whom the knot lets push beside the owner, at most 1000. A knot that does not know the question, the repository, or
 * the shape of an answer has nobody to name.
 */
export const knotCollaborators = async (
  repoDid: Did,
  knot: string,
  network: Network,
  signal: AbortSignal | undefined,
): Promise<CollaboratorsAnswer> => {
  const dids = new Set<Did>();
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page++) {
    const parameters = { subject: repoDid, limit: String(PAGE), ...(cursor === null ? {} : { cursor }) };
    const url = xrpc(knotOrigin(knot, network.local), 'sh.tangled.repo.listCollaborators', parameters);
    const asked = await ask(network.get, url, jsonOf(MOST_BYTES, signal));
    if (asked.kind === 'failed') return { kind: 'failed', problem: `collaborators: ${asked.problem}` };
    const read = asked.kind === 'answered' && asked.status === 200 ? readJson(asked.bytes, LIST) : null;
    if (read === null) break;
    for (const item of read.items) if (item !== null && dids.size < PAGE * MOST_PAGES) dids.add(item);
    if (read.cursor === null || read.cursor === cursor) break;
    cursor = read.cursor;
  }
  return { kind: 'listed', dids: [...dids] };
};

const ITEM = z.unknown().transform((item): Did | null => {
  const named = ITEM_SHAPE.safeParse(item);
  return accountDid(named.success ? named.data : null);
});

const ITEM_SHAPE = z.union([
  z.string(),
  z.object({ subject: z.string() }).transform(({ subject }) => subject),
  z.object({ did: z.string() }).transform(({ did }) => did),
  z.object({ value: z.object({ subject: z.string() }) }).transform(({ value }) => value.subject),
]);

const CURSOR = z
  .unknown()
  .optional()
  .transform((value): string | null => (typeof value === 'string' && value !== '' ? value : null));

const LIST = z.union([
  z.object({ items: z.array(ITEM), cursor: CURSOR }),
  z.object({ collaborators: z.array(ITEM), cursor: CURSOR }).transform(({ collaborators, cursor }) => ({
    items: collaborators,
    cursor,
  })),
]);
