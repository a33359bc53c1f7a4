import { z } from 'zod';
import { type Did, isRecordKey } from '../../domain/index.ts';
import { readJson } from '../read-json.ts';
import { did, recordUri } from '../shapes.ts';
import { type Asked, ask, jsonOf, type Network, type Problem, xrpc } from './network.ts';
import { knotOrigin } from './origins.ts';

export const REPO_COLLECTION = 'sh.tangled.repo';
const MOST_BYTES = 65_536;

/** Who is said to own a repository, and by whose word: its knot's, or for want of that the appview's. */
export interface RepoClaim {
  readonly ownerDid: Did;
  readonly rkey: string;
  readonly by: 'knot' | 'appview';
}

export type ClaimAnswer = { readonly kind: 'claim'; readonly claim: RepoClaim } | Problem<'none'> | Problem<'failed'>;

/**
 * Asks the knot that the repository's document names who owns it; a knot too old for the question leaves it to the
 * appview. A knot that is down is no reason to ask anybody else: what the appview says is anybody's claim.
 */
export const repoClaim = async (
  repoDid: Did,
  knot: string,
  network: Network,
  signal: AbortSignal | undefined,
): Promise<ClaimAnswer> => {
  const url = xrpc(knotOrigin(knot, network.local), 'sh.tangled.repo.describeRepo', { repoDid });
  const asked = await ask(network.get, url, jsonOf(MOST_BYTES, signal));
  if (asked.kind !== 'answered') return { kind: asked.kind === 'failed' ? 'failed' : 'none', problem: asked.problem };
  if (isUnknownMethod(asked) || asked.status === 400) return appviewClaim(repoDid, network, signal);
  if (asked.status !== 200) return { kind: 'none', problem: `the knot answered ${asked.status}` };
  const read = readJson(asked.bytes, DESCRIPTION);
  if (read === null) return { kind: 'none', problem: 'the knot describes the repository in words unknown here' };
  if (read.repoDid !== repoDid) return { kind: 'none', problem: 'the knot describes another repository' };
  return { kind: 'claim', claim: { ownerDid: read.ownerDid, rkey: read.rkey, by: 'knot' } };
};

const rkey = z.string().refine(isRecordKey);

const DESCRIPTION = z.object({ repoDid: did, ownerDid: did, rkey });

const appviewClaim = async (repoDid: Did, network: Network, signal: AbortSignal | undefined): Promise<ClaimAnswer> => {
  if (network.appviewUrl === null) return { kind: 'none', problem: 'the knot cannot say who owns it' };
  const url = xrpc(network.appviewUrl, 'sh.tangled.repo.getRepoByRepoDid', { repoDid });
  const asked = await ask(network.get, url, jsonOf(MOST_BYTES, signal));
  if (asked.kind === 'failed') return { kind: 'failed', problem: asked.problem };
  const read = asked.kind === 'answered' && asked.status === 200 ? readJson(asked.bytes, VIEW) : null;
  const claim = read && ('uri' in read ? claimIn(read.uri) : read);
  if (claim === null) return { kind: 'none', problem: 'neither the knot nor the appview says who owns it' };
  return { kind: 'claim', claim: { ownerDid: claim.ownerDid, rkey: claim.rkey, by: 'appview' } };
};

/** A record view, or what a knot would answer. */
const VIEW = z.union([z.object({ uri: recordUri }), z.object({ ownerDid: did, rkey })]);

const claimIn = (uri: string): { ownerDid: Did; rkey: string } | null => {
  const [, , authority, collection, key = ''] = uri.split('/');
  const ownerDid = did.safeParse(authority);
  return ownerDid.success && collection === REPO_COLLECTION ? { ownerDid: ownerDid.data, rkey: key } : null;
};

/** Whether a server says that it knows no such query, rather than no such thing. */
const isUnknownMethod = (asked: Asked): boolean => {
  if (asked.kind !== 'answered' || asked.status < 400) return false;
  const name = readJson(asked.bytes, XRPC_ERROR)?.error ?? null;
  if (name !== null && UNKNOWN_METHOD.has(name)) return true;
  return asked.status === 501 || asked.status === 405 || (asked.status === 404 && name === null);
};

const XRPC_ERROR = z.object({ error: z.string() });
const UNKNOWN_METHOD = new Set(['MethodNotImplemented', 'MethodNotSupported', 'NotImplemented', 'XRPCNotSupported']);
