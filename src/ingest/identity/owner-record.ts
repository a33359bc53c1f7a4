import { z } from 'zod';
import type { Did } from '../../domain/index.ts';
import { readJson } from '../read-json.ts';
import { optionalDid } from '../shapes.ts';
import { readDidDocument } from './did-document.ts';
import { ask, jsonOf, type Network, type Problem, xrpc } from './network.ts';
import { knotHost } from './origins.ts';
import { REPO_COLLECTION } from './repo-claim.ts';

const MOST_BYTES = 131_072;

/** What the claimed owner's own record says of the repository. */
export type RecordAnswer =
  /** It names this repository; `knot` is the host it says the repository lives on. */
  | { readonly kind: 'confirms'; readonly knot: string | null }
  | Problem<'contradicts'>
  | Problem<'silent'>
  | Problem<'failed'>;

/** Reads the record from the owner's own data server. */
export const ownerRecord = async (
  repoDid: Did,
  { ownerDid, rkey }: { readonly ownerDid: Did; readonly rkey: string },
  network: Network,
  signal: AbortSignal | undefined,
): Promise<RecordAnswer> => {
  const owner = await readDidDocument(ownerDid, network, signal);
  if (owner.kind !== 'document') {
    return { kind: owner.kind === 'failed' ? 'failed' : 'silent', problem: `the owner: ${owner.problem}` };
  }
  const { pds } = owner.document;
  if (pds === null) return { kind: 'silent', problem: 'the owner has no data server' };
  const url = xrpc(pds, 'com.atproto.repo.getRecord', { repo: ownerDid, collection: REPO_COLLECTION, rkey });
  const asked = await ask(network.get, url, jsonOf(MOST_BYTES, signal));
  if (asked.kind !== 'answered') {
    return { kind: asked.kind === 'failed' ? 'failed' : 'silent', problem: `the owner’s record: ${asked.problem}` };
  }
  if (asked.status === 200) return judge(asked.bytes, repoDid, network.local);
  if (readJson(asked.bytes, ERROR)?.error === 'RecordNotFound') {
    return { kind: 'contradicts', problem: 'the owner has no such record' };
  }
  return { kind: 'silent', problem: `the owner’s record: answered ${asked.status}` };
};

const judge = (bytes: Uint8Array, repoDid: Did, local: boolean): RecordAnswer => {
  const value = readJson(bytes, RECORD)?.value;
  if (!value) return { kind: 'silent', problem: 'the owner’s record cannot be read' };
  if (value.repoDid === null) return { kind: 'silent', problem: 'the owner’s record names no repository DID' };
  if (value.repoDid !== repoDid) return { kind: 'contradicts', problem: 'the owner’s record names another repository' };
  return { kind: 'confirms', knot: knotHost(value.knot, local) };
};

const RECORD = z.object({ value: z.object({ repoDid: optionalDid, knot: z.unknown().optional() }) });
const ERROR = z.object({ error: z.string() });
