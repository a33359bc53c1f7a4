import type { AtUri, Did } from '../domain/index.ts';
import { type AttestationTerms, attestationOf } from './attested.ts';
import type { AttestationEntry, RepoEntry, VouchEdge, World } from './ports.ts';

/** What a decision asks of a world: its rows found by whom and what they are about. */
export interface PullIndex {
  /** The newest event kept, in microseconds since 1970. */
  readonly asOfUs: number;
  repo(uri: string | null): RepoEntry | null;
  vouchesAbout(did: Did): readonly VouchEdge[];
  /** Whether a maintainer of the repository, or of any repository that claims to be it, denounces this person. */
  isDenouncedIn(name: string, did: Did): boolean;
  /** Those maintainers. */
  denouncersIn(name: string, did: Did): readonly Did[];
  /** What this person declares about oneself, whether it holds or not. */
  attestationsBy(did: Did): readonly AttestationEntry[];
  /** Whether an attestation by this person holds: now, unless `terms` say otherwise. */
  isAttested(did: Did, terms?: AttestationTerms): boolean;
  handleOf(did: Did): string | null;
  /** The handle last announced, or the DID cut short. */
  nameOf(did: Did): string;
}

/** A whole world, indexed once. */
export interface WorldIndex extends PullIndex {
  readonly world: World;
  /** Whether any record speaks of this person. */
  isKnown(did: Did): boolean;
}

/** The parts that an index is put together of, each to be replaced by itself when what it is made from changes. */
export interface IndexParts {
  readonly asOfUs: number;
  readonly about: ReadonlyMap<Did, readonly VouchEdge[]>;
  readonly repositories: RepositoryIndex;
  readonly attestations: ReadonlyMap<Did, readonly AttestationEntry[]>;
  /** Who holds each handle that one person alone holds. */
  readonly handles: ReadonlyMap<Did, string>;
}

/** Repositories by all their names, and who maintains them. */
export interface RepositoryIndex {
  readonly repos: ReadonlyMap<string, RepoEntry>;
  /** The records that a name may stand for: an address and its owner's other records of the same DID, or a DID's claimants. */
  claimsOf(name: string): readonly string[];
  isMaintainer(repo: string, did: Did): boolean;
}

/** The index of a world that does not change. */
export const indexWorld = (world: World): WorldIndex => {
  const known = new Set<Did>([
    ...world.seeds,
    ...world.vouches.flatMap((vouch) => [vouch.fromDid, vouch.toDid]),
    ...world.maintainers.map((maintainer) => maintainer.did),
    ...world.repos.map((repo) => repo.ownerDid),
    ...world.handles.map(({ did }) => did),
    ...world.merges.flatMap((merge) => [merge.fromDid, merge.toDid]),
  ]);
  const parts: IndexParts = {
    asOfUs: world.asOfUs,
    about: Map.groupBy(world.vouches, (vouch) => vouch.toDid),
    repositories: repositoryIndex(world),
    attestations: Map.groupBy(world.attestations, (attestation) => attestation.did),
    handles: soleHandles(world.handles),
  };
  return { ...indexOver(() => parts), world, isKnown: (did) => known.has(did) };
};

/** An index over parts as they are when it is asked. */
export const indexOver = (parts: () => IndexParts): PullIndex => {
  const denouncersIn = (name: string, did: Did): Did[] => {
    const { about, repositories } = parts();
    const claims = repositories.claimsOf(name);
    return (about.get(did) ?? [])
      .filter(
        ({ polarity, fromDid }) =>
          polarity === 'denounce' && claims.some((repo) => repositories.isMaintainer(repo, fromDid)),
      )
      .map(({ fromDid }) => fromDid);
  };
  const attestationsBy = (did: Did) => parts().attestations.get(did) ?? [];
  const handleOf = (did: Did): string | null => parts().handles.get(did) ?? null;
  return {
    get asOfUs() {
      return parts().asOfUs;
    },
    repo: (uri) => (uri === null ? null : (parts().repositories.repos.get(uri) ?? null)),
    vouchesAbout: (did) => parts().about.get(did) ?? [],
    isDenouncedIn: (name, did) => denouncersIn(name, did).length > 0,
    denouncersIn,
    attestationsBy,
    isAttested: (did, terms = { kinds: undefined, nowUs: parts().asOfUs }) =>
      attestationOf(attestationsBy(did), terms).attested,
    handleOf,
    nameOf: (did) => handleOf(did) ?? (did.length > 20 ? `${did.slice(0, 16)}…` : did),
  };
};

/** Repositories and who maintains them, found by their names. */
export const repositoryIndex = ({ repos, maintainers }: Pick<World, 'repos' | 'maintainers'>): RepositoryIndex => {
  const byUri = new Map<string, RepoEntry>(repos.map((repo) => [repo.uri, repo]));
  const pushers = new Set(maintainers.map(({ repo, did }) => `${repo} ${did}`));
  const claimants = new Map<string, AtUri[]>();
  for (const { uri, repoDid } of repos) {
    if (repoDid !== null) claimants.set(repoDid, [...(claimants.get(repoDid) ?? []), uri]);
  }
  /** An owner's records of one repository, by any of them. */
  const siblings = Map.groupBy(repos, ({ ownerDid, repoDid }) => `${ownerDid} ${repoDid}`);
  const recordsOf = (name: string): readonly string[] => {
    const own = byUri.get(name);
    if (own === undefined || own.repoDid === null) return [name];
    return (siblings.get(`${own.ownerDid} ${own.repoDid}`) ?? []).map(({ uri }) => uri);
  };
  return {
    repos: byUri,
    claimsOf: (name) => claimants.get(name) ?? recordsOf(name),
    isMaintainer: (repo, did) => pushers.has(`${repo} ${did}`),
  };
};

/** A handle that two people hold is one of them pretending: neither is shown by it. */
export const soleHandles = (handles: World['handles']): Map<Did, string> => {
  const held = Map.groupBy(handles, ({ handle }) => handle);
  return new Map(
    handles.filter(({ handle }) => held.get(handle)?.length === 1).map(({ did, handle }) => [did, handle]),
  );
};
