import { type AtUri, type Did, parseAtUri, parseDid } from '../../domain/index.ts';

/**
 * What can be queued: everybody, one account's repository, the vouches about somebody, one of Tangled's repositories, or
 * the pull requests to it.
 */
export type Target =
  | { readonly kind: 'all' }
  | { readonly kind: 'repo'; readonly did: Did }
  | { readonly kind: 'about'; readonly did: Did }
  | { readonly kind: 'tangled' | 'pulls'; readonly uri: AtUri; readonly owner: Did };

const ABOUT = 'about:';
const PULLS = 'pulls:';
const REPO = 'sh.tangled.repo';

/** The target that stands for the vouches about somebody. */
export const about = (did: Did): string => `${ABOUT}${did}`;

/** The target that stands for the pull requests to a repository. */
export const pullsTo = (repo: AtUri): string => `${PULLS}${repo}`;

/** What a target stands for; null for a text that is none. */
export const targetOf = (text: string): Target | null => {
  if (text === 'all') return { kind: 'all' };
  if (text.startsWith(ABOUT)) {
    const subject = parseDid(text.slice(ABOUT.length));
    return subject === null ? null : { kind: 'about', did: subject };
  }
  const did = parseDid(text);
  if (did !== null) return { kind: 'repo', did };
  const pulls = text.startsWith(PULLS);
  const uri = parseAtUri(pulls ? text.slice(PULLS.length) : text);
  const owner = parseDid(uri?.split('/')[2]);
  if (uri === null || owner === null || uri.split('/')[3] !== REPO) return null;
  return { kind: pulls ? 'pulls' : 'tangled', uri, owner };
};
