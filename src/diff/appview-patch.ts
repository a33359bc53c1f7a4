import type { AtUri, Did } from '../domain/index.ts';
import { askHost, failure, type Get, type PatchFailure } from './ask-host.ts';
import { parsePatch } from './parse.ts';
import type { PullNumbers } from './pull-numbers.ts';
import { PATCH_LIMIT_BYTES, unpackPatch } from './unpack.ts';

/** Which round of which pull request, and what its repository is called. */
export interface PullPlace {
  readonly uri: AtUri;
  /** From 0. */
  readonly round: number;
  /** The target repository: its owner and its name (or its record's key), its own DID, or both; null where not known. */
  readonly repo: { readonly ownerDid: Did | null; readonly name: string | null; readonly repoDid: Did | null };
  /** The appview's number of it, by the author's own word (`pullId` of records before August 2025); null without. */
  readonly number: number | null;
}

/** Where patches are asked for. */
export interface AppviewSource {
  readonly get: Get;
  /** Base address, as TANGLED_URL gives it. */
  readonly tangledUrl: string;
  readonly numbers: PullNumbers;
  readonly signal?: AbortSignal;
}

/**
 * The patch that the appview serves for a round (`/{owner}/{repo}/pulls/{n}/round/{r}.patch`), as text that parses as a
 * patch, or why there is none. What is HTML, empty or no patch counts as not found.
 */
export const appviewPatch = async (
  pull: PullPlace,
  { get, tangledUrl, numbers, signal }: AppviewSource,
): Promise<Uint8Array | PatchFailure> => {
  const path = pathOf(pull.repo);
  if (path === null) return failure('not-found', `the repository of ${pull.uri} is not known`, false);
  const repoUrl = `${tangledUrl.replace(/\/+$/, '')}/${path}`;
  const number = await numbers.find(pull, repoUrl, signal);
  if (typeof number !== 'number') return number;
  const url = `${repoUrl}/pulls/${number}/round/${pull.round}.patch`;
  const bytes = await askHost({
    get,
    url,
    accept: 'text/plain',
    maxBytes: PATCH_LIMIT_BYTES,
    timeoutMs: 60_000,
    signal,
  });
  if (!(bytes instanceof Uint8Array)) return bytes;
  const problem = problemOf(bytes);
  return problem === null ? bytes : failure('not-found', `${url} is no patch: ${problem}`, true);
};

const problemOf = (bytes: Uint8Array): string | null => {
  const unpacked = unpackPatch(bytes);
  if (unpacked.kind === 'too-large') return `over ${unpacked.limitBytes} bytes`;
  if (unpacked.kind === 'unreadable') return unpacked.reason;
  // A page that shows a diff would parse: to a patch, whatever stands around its files is mail.
  if (/^[\s\uFEFF]*</.test(unpacked.text.slice(0, 1000))) return 'a page';
  const parsed = parsePatch(unpacked.bytes);
  return parsed.kind === 'change' ? null : parsed.reason;
};

/** A slug as it may stand in a path; `.` and `..` would be another path. */
const NAME = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$/;

/** A DID stands in a path as it is: nothing in it ends a part, and the appview's router takes `%3A` for no colon. */
const pathOf = ({ ownerDid, name, repoDid }: PullPlace['repo']): string | null =>
  ownerDid !== null && name !== null && NAME.test(name) ? `${ownerDid}/${name}` : repoDid;
