import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Did } from '../../domain/index.ts';
import { microsOfTid } from '../tid.ts';
import { ask, type Reply, refusalError, type Source } from './ask.ts';
import { SourceError } from './source-error.ts';

/** What a PDS says of an account: its repository's revision, why it is not there, or that there is no such account. */
export type RepoStatus =
  | { readonly kind: 'active'; readonly rev: string }
  | { readonly kind: 'inactive'; readonly status: string | null }
  | { readonly kind: 'absent' };

const optional = z.string().max(100).nullish();
const statusShape = z.object({ did: z.string(), active: z.boolean(), status: optional, rev: optional });
const commitShape = z.object({ rev: z.string() });

/** XRPC's words for an account that is not there, as the status they amount to. */
const WORDS: Readonly<Record<string, string>> = {
  RepoTakendown: 'takendown',
  AccountTakedown: 'takendown',
  RepoSuspended: 'suspended',
  RepoDeactivated: 'deactivated',
  AccountDeactivated: 'deactivated',
};

/**
 * Asks a PDS for the state of an account of its own: by `getRepoStatus`, and where that is not known or gives no
 * revision by `getLatestCommit` (com.atproto.sync).
 *
 * A revision that is a little ahead of our clock is waited for, so that what is read at it outweighs nothing that happens
 * after this.
 *
 * @throws SourceError when it gives neither, or a revision that stays in the future: until then nothing else would count.
 */
export const repoStatus = async (pds: Source, did: Did, nowUs: () => number): Promise<RepoStatus> => {
  const reply = await ask(pds, { method: 'com.atproto.sync.getRepoStatus', parameters: { did }, shape: statusShape });
  if (reply.kind === 'answer') {
    const { active, status, rev } = reply.body;
    if (reply.body.did !== did) throw nonsense(`${pds.base} speaks of another account`);
    if (!active) return { kind: 'inactive', status: status ?? null };
    if (rev) return { kind: 'active', rev: await usable(rev, nowUs, pds) };
  }
  return accountWord(reply) ?? latestCommit(pds, did, nowUs);
};

const latestCommit = async (pds: Source, did: Did, nowUs: () => number): Promise<RepoStatus> => {
  const reply = await ask(pds, { method: 'com.atproto.sync.getLatestCommit', parameters: { did }, shape: commitShape });
  if (reply.kind === 'answer') return { kind: 'active', rev: await usable(reply.body.rev, nowUs, pds) };
  const word = accountWord(reply);
  if (word !== null) return word;
  throw refusalError(pds, 'com.atproto.sync.getLatestCommit', reply);
};

const accountWord = (reply: Reply<unknown>): RepoStatus | null => {
  if (reply.kind === 'answer') return null;
  if (reply.error === 'RepoNotFound') return { kind: 'absent' };
  const status = Object.hasOwn(WORDS, reply.error) ? WORDS[reply.error] : undefined;
  return status === undefined ? null : { kind: 'inactive', status };
};

/** How far another clock may be ahead of ours. */
const CLOCKS_DIFFER_US = 10 * 1_000_000;

const usable = async (rev: string, nowUs: () => number, { signal }: Source): Promise<string> => {
  const micros = microsOfTid(rev);
  if (micros === null) throw nonsense(`"${rev.slice(0, 40)}" is no revision`);
  const aheadUs = micros - nowUs();
  if (aheadUs > 0 && aheadUs <= CLOCKS_DIFFER_US) {
    await sleep(Math.ceil(aheadUs / 1000) + 1, undefined, { signal }).catch(() => undefined);
  }
  if (micros <= nowUs()) return rev;
  throw new SourceError('the PDS’s revision is from the future', rev, { retryable: true });
};

const nonsense = (message: string): SourceError =>
  new SourceError('the PDS makes no sense', message, { retryable: false });
