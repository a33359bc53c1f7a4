import { type AtUri, type Did, type NewsMark, parseDid, type RepoPolicy } from '../../domain/index.ts';
import type { OpenPull, VouchEdge, World } from '../ports.ts';

/** What changed of that from which decisions are made, as it is now; null and absent parts did not change. */
export interface DeskNews {
  /** The newest event kept, in microseconds since 1970. */
  readonly asOfUs: number;
  readonly opinions: {
    readonly by: readonly Did[];
    /** All that these say of others now. */
    readonly now: readonly VouchEdge[];
  };
  readonly seeds: readonly Did[] | null;
  /** With all open pull requests, for where each belongs may have changed. */
  readonly repositories: (Pick<World, 'repos' | 'maintainers'> & { readonly pulls: readonly OpenPull[] }) | null;
  readonly attestations: World['attestations'] | null;
  /** Null also where merges weigh nothing. */
  readonly merges: World['merges'] | null;
  readonly names: { readonly of: readonly Did[]; readonly now: World['handles'] };
  /** Pull requests that changed, and those that build on one; of them, the open ones as they are now. */
  readonly pulls: { readonly about: readonly AtUri[]; readonly open: readonly OpenPull[] };
  /** Of whose open pull requests all are to be decided again. */
  readonly authors: readonly Did[];
  /** Patches of which a review came to something, by name. */
  readonly reviewed: readonly string[];
  readonly policies: readonly RepoPolicy[] | null;
  /** Whether what is like what, or what was rejected, may have changed. */
  readonly likeness: boolean;
}

/** News up to a mark; null where too much is new, or it is not known what: then all is to be read anew. */
export interface NewsUpTo {
  readonly mark: NewsMark;
  readonly news: DeskNews | null;
}

/** Who wrote these pull requests: a record lies in its author's repository. What became of one says something of the others. */
export const authorsOf = (pulls: readonly AtUri[]): Did[] => {
  const authors = new Set(pulls.map((uri) => parseDid(uri.split('/')[2] ?? '')));
  return [...authors].filter((did) => did !== null);
};
