import { isValidNsid } from '@atproto/syntax';
import { z } from 'zod';
import type { Did } from '../../domain/index.ts';
import { KNOWN_COLLECTIONS } from '../decode.ts';
import { ask, type Source } from './ask.ts';
import { SourceError } from './source-error.ts';

/** What says most about trust and about pull requests comes first, should the rest be cut short. */
const FIRST = [
  'sh.tangled.graph.vouch',
  'sh.tangled.repo',
  'sh.tangled.repo.pull',
  'sh.tangled.repo.pull.status',
  'sh.tangled.repo.collaborator',
];

/** What hosts tell on sockets of their own: it is in no repository, and must not be taken for missing there. */
const TOLD_BY_HOSTS = new Set([
  'sh.tangled.git.refUpdate',
  'sh.tangled.pipeline',
  'sh.tangled.pipeline.status',
  'sh.tangled.repo.collaboratorUpdate',
  'sh.tangled.knot.memberUpdate',
]);

/** Whether records of a collection are to be found in accounts' repositories. */
export const isInRepos = (collection: string): boolean =>
  collection.startsWith('sh.tangled.') && !TOLD_BY_HOSTS.has(collection);

/** Tangled's collections that are read, those that matter most first. */
export const TANGLED_COLLECTIONS: readonly string[] = [
  ...FIRST,
  ...KNOWN_COLLECTIONS.filter((name) => isInRepos(name) && !FIRST.includes(name)),
];

/** Collections of Tangled's that nobody has heard of are kept raw, as the live stream’s are; so many of them at most. */
const MOST_UNKNOWN = 50;

const described = z.object({ did: z.string(), collections: z.array(z.string()) });

/**
 * Which of Tangled's collections a repository says that it has (com.atproto.repo.describeRepo); null where it does not
 * say, so that all have to be asked for.
 * @throws SourceError when nobody answers.
 */
export const describedCollections = async (pds: Source, did: Did): Promise<readonly string[] | null> => {
  const method = 'com.atproto.repo.describeRepo';
  try {
    const reply = await ask(pds, { method, parameters: { repo: did }, shape: described });
    if (reply.kind === 'refusal' || reply.body.did !== did) return null;
    const named = new Set(reply.body.collections);
    const unknown = [...named].filter(
      (name) => isInRepos(name) && isValidNsid(name) && !TANGLED_COLLECTIONS.includes(name),
    );
    return [...TANGLED_COLLECTIONS.filter((name) => named.has(name)), ...unknown.slice(0, MOST_UNKNOWN)];
  } catch (error) {
    if (error instanceof SourceError && !error.retryable) return null;
    throw error;
  }
};
