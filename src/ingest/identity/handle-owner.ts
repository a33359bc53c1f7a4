import { isValidHandle } from '@atproto/syntax';
import { z } from 'zod';
import { AppError, type Did, messageOf } from '../../domain/index.ts';
import { accountDid } from '../account-did.ts';
import { readJson } from '../read-json.ts';
import { did } from '../shapes.ts';
import { ask, inShort, type Network, type Problem, xrpc } from './network.ts';
import { isPublicName } from './origins.ts';

/** Whose a handle is. `none` is an answer, `failed` is nobody's: it must not be taken for "no such handle". */
export type OwnerAnswer = { readonly kind: 'did'; readonly did: Did } | Problem<'none'> | Problem<'failed'>;

const MOST_BYTES = 4096;

/**
 * Asks the handle's domain whose it is (atproto.com/specs/handle): DNS first, then its web server. On a local network
 * a `.test` handle has neither, and `pds` is asked instead.
 */
export const handleOwner = async (
  handle: string,
  network: Network,
  { pds, signal }: { readonly pds: string | null; readonly signal: AbortSignal | undefined },
): Promise<OwnerAnswer> => {
  if (!isValidHandle(handle)) return { kind: 'none', problem: `not a handle: ${inShort(handle)}` };
  if (network.local && handle.endsWith('.test')) return byPds(handle, network, { pds, signal });
  if (!isPublicName(handle)) return { kind: 'none', problem: `no public handle: ${handle}` };
  const dns = await byDns(handle, network, signal);
  if (dns.kind === 'did' || dns.kind === 'none') return dns;
  const web = await byWeb(handle, network, signal);
  // A web server without the answer settles nothing while DNS, which has the first word, could not be asked.
  return web.kind === 'none' && dns.kind === 'failed' ? dns : web;
};

const byDns = async (
  handle: string,
  { resolveTxt }: Network,
  signal: AbortSignal | undefined,
): Promise<OwnerAnswer | Problem<'silent'>> => {
  try {
    const records = await resolveTxt(`_atproto.${handle}`, signal);
    const values = records.filter((record) => record.startsWith('did=')).map((record) => record.slice(4).trim());
    const dids = new Set(values.map(accountDid).filter((did) => did !== null));
    const [did] = dids;
    if (dids.size > 1) return { kind: 'none', problem: `${handle} names several accounts` };
    return did ? { kind: 'did', did } : { kind: 'silent', problem: 'no TXT record' };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { kind: 'failed', problem: inShort(messageOf(error)) };
  }
};

const byWeb = async (handle: string, { get }: Network, signal: AbortSignal | undefined): Promise<OwnerAnswer> => {
  const url = `https://${handle}/.well-known/atproto-did`;
  const asked = await ask(get, url, { accept: 'text/plain', maxBytes: MOST_BYTES, signal });
  if (asked.kind === 'failed') return { kind: 'failed', problem: asked.problem };
  const [line = ''] = asked.kind === 'answered' && asked.status === 200 ? decoder.decode(asked.bytes).split('\n') : [];
  const did = accountDid(line.trim());
  return did ? { kind: 'did', did } : { kind: 'none', problem: `${handle} names no account` };
};

const decoder = new TextDecoder();

const byPds = async (
  handle: string,
  { get }: Network,
  { pds, signal }: { readonly pds: string | null; readonly signal: AbortSignal | undefined },
): Promise<OwnerAnswer> => {
  if (pds === null) return { kind: 'none', problem: 'no data server to ask about the handle' };
  const url = xrpc(pds, 'com.atproto.identity.resolveHandle', { handle });
  const asked = await ask(get, url, { accept: 'application/json', maxBytes: MOST_BYTES, signal });
  if (asked.kind === 'failed') return { kind: 'failed', problem: asked.problem };
  const read = asked.kind === 'answered' && asked.status === 200 ? readJson(asked.bytes, RESOLVED) : null;
  return read ? { kind: 'did', did: read.did } : { kind: 'none', problem: `the data server does not know ${handle}` };
};

const RESOLVED = z.object({ did });
