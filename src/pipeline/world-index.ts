import type { AtUri, Did } from '../domain/index.ts';
import type { RepoEntry, VouchEdge, World } from './ports.ts';

/** A world with its rows found by whom and what they are about: built once, asked for every pull request. */
export interface WorldIndex {
  readonly world: World;
  repo(uri: string | null): RepoEntry | null;
  vouchesAbout(did: Did): readonly VouchEdge[];
  /** Whether a maintainer of the repository, or of any repository that claims to be it, denounces this person. */
  isDenouncedIn(name: string, did: Did): boolean;
  /** Those maintainers. */
  denouncersIn(name: string, did: Did): readonly Did[];
  /** Whether an attestation by this person holds now. */
  isAttested(did: Did): boolean;
  /** Whether any record speaks of this person. */
  isKnown(did: Did): boolean;
  handleOf(did: Did): string | null;
  /** The handle last announced, or the DID cut short. */
  nameOf(did: Did): string;
}

export const indexWorld = (world: World): WorldIndex => {
  const repos = new Map<string, RepoEntry>(world.repos.map((repo) => [repo.uri, repo]));
  const about = Map.groupBy(world.vouches, (vouch) => vouch.toDid);
  const attestations = Map.groupBy(world.attestations, (attestation) => attestation.did);
  const maintainers = new Set(world.maintainers.map(({ repo, did }) => `${repo} ${did}`));
  const held = Map.groupBy(world.handles, ({ handle }) => handle);
  // A handle that two people hold is one of them pretending: neither is shown by it.
  const handles = new Map(
    world.handles.filter(({ handle }) => held.get(handle)?.length === 1).map(({ did, handle }) => [did, handle]),
  );
  const claimants = new Map<string, AtUri[]>();
  /** An owner's records of one repository, by any of them. */
  const siblings = Map.groupBy(world.repos, ({ ownerDid, repoDid }) => `${ownerDid} ${repoDid}`);
  const recordsOf = (name: string): readonly string[] => {
    const own = repos.get(name);
    if (own === undefined || own.repoDid === null) return [name];
    return (siblings.get(`${own.ownerDid} ${own.repoDid}`) ?? []).map(({ uri }) => uri);
  };
  for (const { uri, repoDid } of world.repos) {
    if (repoDid !== null) claimants.set(repoDid, [...(claimants.get(repoDid) ?? []), uri]);
  }
  const known = new Set<Did>([
    ...world.seeds,
    ...world.vouches.flatMap((vouch) => [vouch.fromDid, vouch.toDid]),
    ...world.maintainers.map((maintainer) => maintainer.did),
    ...world.repos.map((repo) => repo.ownerDid),
    ...world.handles.map(({ did }) => did),
    ...world.merges.flatMap((merge) => [merge.fromDid, merge.toDid]),
  ]);
  const holds = ({ fromUs, expiresAtUs }: World['attestations'][number]): boolean =>
    fromUs <= world.asOfUs && (expiresAtUs === null || world.asOfUs < expiresAtUs);
  const denouncersIn = (name: string, did: Did): Did[] => {
    const claims = claimants.get(name) ?? recordsOf(name);
    return (about.get(did) ?? [])
      .filter(
        ({ polarity, fromDid }) =>
          polarity === 'denounce' && claims.some((repo) => maintainers.has(`${repo} ${fromDid}`)),
      )
      .map(({ fromDid }) => fromDid);
  };
  return {
    world,
    repo: (uri) => (uri === null ? null : (repos.get(uri) ?? null)),
    vouchesAbout: (did) => about.get(did) ?? [],
    isDenouncedIn: (name, did) => denouncersIn(name, did).length > 0,
    denouncersIn,
    isAttested: (did) => (attestations.get(did) ?? []).some(holds),
    isKnown: (did) => known.has(did),
    handleOf: (did) => handles.get(did) ?? null,
    nameOf: (did) => handles.get(did) ?? (did.length > 20 ? `${did.slice(0, 16)}…` : did),
  };
};
