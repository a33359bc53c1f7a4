import type { AtUri, Did } from '../../domain/index.ts';
import type { AttestationEntry, RepoEntry, VouchEdge, World } from '../ports.ts';
import { type IndexParts, indexOver, type PullIndex, repositoryIndex, soleHandles } from '../world-index.ts';
import type { DeskNews } from './news.ts';

/** A world that is kept up to date by news, and its index. */
export interface LiveWorld {
  readonly index: PullIndex;
  /** The world as it is now; its lists are made when asked for. */
  world(): World;
  /** With whom trust starts: for the operator, and in each repository. */
  people(): Pick<World, 'seeds' | 'maintainers'>;
  vouches(): readonly VouchEdge[];
  /** Of this repository. */
  maintainersOf(repo: AtUri): readonly Did[];
  apply(news: DeskNews): Applied;
}

/** What news meant. */
export interface Applied {
  /** Whose opinions are other ones, and about whom those that were or are. */
  readonly opinions: readonly {
    readonly by: Did;
    readonly about: readonly Did[];
    readonly now: readonly VouchEdge[];
  }[];
  /** Names of repositories that, or whose maintainers, are not what they were. */
  readonly repositories: ReadonlySet<string>;
  /** Whose attestations are other ones. */
  readonly attested: ReadonlySet<Did>;
  /** Whether the operator's roots or the merges that count are other ones. */
  readonly roots: boolean;
  readonly merges: boolean;
  /** Whether people are maintainers now who were none, or the other way round. */
  readonly maintainers: boolean;
}

/** @returns a live world that begins as `start`, which is not changed. */
export const liveWorld = (start: World): LiveWorld => {
  const by = mapOfLists(Map.groupBy(start.vouches, ({ fromDid }) => fromDid));
  const about = mapOfLists(Map.groupBy(start.vouches, ({ toDid }) => toDid));
  const handles = new Map(start.handles.map(({ did, handle }) => [did, handle]));
  let rest: Omit<World, 'vouches' | 'handles'> = start;
  let maintainers = byRepo(start.maintainers);
  let parts: IndexParts = {
    asOfUs: start.asOfUs,
    about,
    repositories: repositoryIndex(start),
    attestations: byDid(start.attestations),
    handles: soleHandles(start.handles),
  };
  const vouches = (): VouchEdge[] => [...by.values()].flat();
  return {
    index: indexOver(() => parts),
    world: () => ({
      ...rest,
      vouches: vouches(),
      handles: [...handles].map(([did, handle]) => ({ did, handle })),
    }),
    people: () => rest,
    vouches,
    maintainersOf: (repo) => maintainers.get(repo) ?? [],
    apply: (news) => {
      const opinions = changedOpinions(by, news.opinions);
      setOpinions({ by, about }, opinions);
      const changed = news.repositories === null ? new Set<string>() : changedRepositories(rest, news.repositories);
      const attested = changedAttestations(parts.attestations, news.attestations);
      const next = {
        ...rest,
        asOfUs: Math.max(rest.asOfUs, news.asOfUs),
        ...(news.seeds && { seeds: news.seeds }),
        ...(news.repositories && { repos: news.repositories.repos, maintainers: news.repositories.maintainers }),
        ...(news.attestations && { attestations: news.attestations }),
        ...(news.merges && { merges: news.merges }),
      };
      const before = rest;
      rest = next;
      if (news.repositories !== null) maintainers = byRepo(next.maintainers);
      for (const did of news.names.of) handles.delete(did);
      for (const { did, handle } of news.names.now) handles.set(did, handle);
      parts = {
        about,
        asOfUs: next.asOfUs,
        repositories: news.repositories === null ? parts.repositories : repositoryIndex(next),
        attestations: news.attestations === null ? parts.attestations : byDid(next.attestations),
        handles:
          news.names.of.length === 0
            ? parts.handles
            : soleHandles([...handles].map(([did, handle]) => ({ did, handle }))),
      };
      return {
        opinions,
        repositories: changed,
        attested,
        roots: news.seeds !== null && !same([...before.seeds].sort(), [...news.seeds].sort()),
        merges: news.merges !== null && !same(before.merges, news.merges),
        maintainers: news.repositories !== null && !same(before.maintainers, next.maintainers),
      };
    },
  };
};

type Lists<Item> = Map<Did, readonly Item[]>;

/** All at once: whom many speak of, and who speaks of many, is gone through once. */
const setOpinions = (
  { by, about }: { readonly by: Lists<VouchEdge>; readonly about: Lists<VouchEdge> },
  opinions: Applied['opinions'],
): void => {
  const vouchers = new Set(opinions.map((each) => each.by));
  const targets = new Set(opinions.flatMap((each) => each.about));
  const said = opinions.flatMap(({ now }) => now).filter(({ toDid }) => targets.has(toDid));
  const fresh = Map.groupBy(said, ({ toDid }) => toDid);
  for (const { by: voucher, now } of opinions) replace(by, voucher, now);
  for (const target of targets) {
    const others = (about.get(target) ?? []).filter(({ fromDid }) => !vouchers.has(fromDid));
    replace(about, target, [...others, ...(fresh.get(target) ?? [])]);
  }
};

const mapOfLists = <Item>(lists: Map<Did, Item[]>): Lists<Item> => lists;

const replace = <Item>(lists: Lists<Item>, key: Did, items: readonly Item[]): void => {
  if (items.length === 0) lists.delete(key);
  else lists.set(key, items);
};

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const byRepo = (maintainers: World['maintainers']): Map<AtUri, Did[]> => {
  const found = new Map<AtUri, Did[]>();
  for (const { repo, did } of maintainers) {
    const own = found.get(repo);
    if (own === undefined) found.set(repo, [did]);
    else own.push(did);
  }
  return found;
};

const byDid = (attestations: readonly AttestationEntry[]) => Map.groupBy(attestations, ({ did }) => did);

const changedOpinions = (known: Lists<VouchEdge>, { by, now }: DeskNews['opinions']): Applied['opinions'][number][] => {
  const said = Map.groupBy(now, ({ fromDid }) => fromDid);
  return [...new Set(by)].flatMap((voucher) => {
    const [before, after] = [known.get(voucher) ?? [], said.get(voucher) ?? []];
    const [old, fresh] = [before, after].map((list) => new Map(list.map((edge) => [keyOf(edge), edge.toDid])));
    if (old === undefined || fresh === undefined) return [];
    const about = [...old, ...fresh].filter(([key]) => !(old.has(key) && fresh.has(key))).map(([, target]) => target);
    return about.length === 0 ? [] : [{ by: voucher, about: [...new Set(about)], now: after }];
  });
};

const keyOf = ({ toDid, polarity, sinceUs, evidences }: VouchEdge): string =>
  `${toDid} ${polarity} ${sinceUs} ${evidences}`;

/** Of records that came, went, changed or are maintained by others: all names they go by. */
const changedRepositories = (
  before: Pick<World, 'repos' | 'maintainers'>,
  after: Pick<World, 'repos' | 'maintainers'>,
): Set<string> => {
  const [old, now] = [described(before), described(after)];
  const names = new Set<string>();
  for (const uri of new Set([...old.keys(), ...now.keys()])) {
    const [one, other] = [old.get(uri), now.get(uri)];
    if (one?.text === other?.text) continue;
    names.add(uri);
    for (const repoDid of [one?.repoDid, other?.repoDid]) if (repoDid) names.add(repoDid);
  }
  return names;
};

const described = ({ repos, maintainers }: Pick<World, 'repos' | 'maintainers'>) => {
  const pushers = byRepo(maintainers);
  const text = (repo: RepoEntry): string => JSON.stringify([repo, pushers.get(repo.uri)]);
  return new Map(repos.map((repo) => [repo.uri, { repoDid: repo.repoDid, text: text(repo) }]));
};

const changedAttestations = (
  known: IndexParts['attestations'],
  now: readonly AttestationEntry[] | null,
): ReadonlySet<Did> => {
  if (now === null) return new Set();
  const fresh = byDid(now);
  const people = new Set([...known.keys(), ...fresh.keys()]);
  return new Set([...people].filter((did) => !same(known.get(did), fresh.get(did))));
};
