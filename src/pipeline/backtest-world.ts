import type { AtUri, Did } from '../domain/index.ts';
import { type Held, type History, heldBefore, type PastPull } from './history.ts';
import type { RepoEntry, World } from './ports.ts';

/** So many collaborators of one repository count, the first, as in the view of maintainers. */
const MOST_COLLABORATORS = 1000;

/**
 * What of a history is about these pull requests: every vouch, and of repositories and attestations what can touch one of
 * them. Repositories that claim the same DID are in it, and an owner's other records of the same repository.
 */
export const historyAbout = (history: History, pulls: readonly PastPull[]): History => {
  const names = new Set<string>(
    pulls.flatMap(({ repo, targetRepo }) => (repo === null ? [targetRepo] : [repo, targetRepo])),
  );
  const claims = new Set<string>();
  for (const { uri, repoDid } of history.repos) if (names.has(uri) && repoDid !== null) claims.add(repoDid);
  const repos = history.repos.filter(
    ({ uri, repoDid }) => names.has(uri) || (repoDid !== null && (names.has(repoDid) || claims.has(repoDid))),
  );
  const known = new Set<string>(repos.flatMap(({ uri, repoDid }) => (repoDid === null ? [uri] : [uri, repoDid])));
  const authors = new Set(pulls.map(({ author }) => author));
  return {
    ...history,
    repos,
    collaborators: history.collaborators.filter(({ repo }) => known.has(repo)),
    tiers: history.tiers.filter(({ repo }) => known.has(repo)),
    attestations: history.attestations.filter(({ did }) => authors.has(did)),
  };
};

/** A world as it was, and the names under which repositories were sensitive in it. */
export interface WorldBefore {
  readonly world: World;
  readonly sensitive: ReadonlySet<string>;
}

/**
 * The world right before a moment, of the microsecond before it: nothing in it was known later. Names of people are left
 * out. The operator's roots, and whose a repository's DID is, are as of now.
 */
export const worldBefore = (history: History, us: number): WorldBefore => {
  const held = heldBefore(us);
  const repos = history.repos.filter(held);
  const entries = entriesOf(repos, history.tiers.filter(held), history.verified);
  const world = {
    asOfUs: Math.max(0, us - 1),
    vouches: history.vouches.filter(held),
    merges: lastMerges(history, us),
    seeds: history.seeds,
    maintainers: maintainersOf(repos, history.collaborators.filter(held), history.verified),
    repos: entries,
    attestations: history.attestations.filter(held),
    handles: [],
  };
  return { world, sensitive: sensitiveNames(entries, repos, history.verified) };
};

const lastMerges = ({ merges }: History, us: number): World['merges'] => {
  const last = new Map<string, World['merges'][number]>();
  for (const { fromDid, toDid, sinceUs, heldFromUs } of merges) {
    if (heldFromUs >= us) continue;
    const key = `${fromDid} ${toDid}`;
    const known = last.get(key);
    if (known === undefined || known.sinceUs < sinceUs) last.set(key, { fromDid, toDid, sinceUs });
  }
  return [...last.values()];
};

type Repos = History['repos'];

const byAge = (one: Held & { readonly uri: string }, other: Held & { readonly uri: string }): number =>
  one.heldFromUs - other.heldFromUs || Number(one.uri > other.uri) - Number(one.uri < other.uri);

/** As the view of maintainers has it; whom only a knot names is left out, for nobody knows since when. */
const maintainersOf = (
  repos: Repos,
  collaborators: History['collaborators'],
  verified: History['verified'],
): World['maintainers'] => {
  const verifiedUris = new Set<string>(verified.map(({ uri }) => uri));
  const byName = new Map<string, AtUri>();
  const preferred = repos.toSorted(
    (a, b) => Number(verifiedUris.has(b.uri)) - Number(verifiedUris.has(a.uri)) || byAge(a, b),
  );
  for (const { uri, ownerDid, repoDid } of preferred) {
    byName.set(`${ownerDid} ${uri}`, uri);
    const claim = `${ownerDid} ${repoDid}`;
    if (repoDid !== null && !byName.has(claim)) byName.set(claim, uri);
  }
  const named = new Map<AtUri, Set<Did>>();
  for (const { ownerDid, repo, did } of collaborators.toSorted((a, b) => a.heldFromUs - b.heldFromUs)) {
    const uri = byName.get(`${ownerDid} ${repo}`);
    if (uri === undefined) continue;
    const own = named.get(uri) ?? new Set();
    if (own.size < MOST_COLLABORATORS) named.set(uri, own.add(did));
  }
  return repos.flatMap(({ uri, ownerDid }) =>
    [...new Set([ownerDid, ...(named.get(uri) ?? [])])].map((did) => ({ repo: uri, did })),
  );
};

const entriesOf = (repos: Repos, tiers: History['tiers'], verified: History['verified']): RepoEntry[] => {
  const homes = new Map(verified.map(({ repoDid, uri }) => [repoDid, uri]));
  const said = new Map<string, History['tiers'][number]>();
  for (const one of tiers.toSorted(byAge)) said.set(`${one.ownerDid} ${one.repo}`, one);
  return repos.map(({ uri, ownerDid, repoDid }) => {
    const words = [uri, repoDid].flatMap((name) => said.get(`${ownerDid} ${name}`) ?? []).toSorted(byAge);
    const home = repoDid === null ? undefined : homes.get(repoDid);
    return {
      uri,
      name: uri,
      ownerDid,
      repoDid: home !== undefined && home !== uri ? null : repoDid,
      tier: words.at(-1)?.tier ?? 'public',
    };
  });
};

/** As the view of that name has it: the owner's word in any record of the repository, or that of anybody who claims its DID. */
const sensitiveNames = (entries: readonly RepoEntry[], repos: Repos, verified: History['verified']): Set<string> => {
  const owners = new Map<string, Did>(verified.map(({ repoDid, ownerDid }) => [repoDid, ownerDid]));
  const names = new Set<string>();
  const siblings = Map.groupBy(repos, ({ ownerDid, repoDid }) => `${ownerDid} ${repoDid}`);
  entries.forEach(({ tier, uri, ownerDid }, at) => {
    if (tier !== 'sensitive') return;
    names.add(uri);
    const repoDid = repos[at]?.repoDid ?? null;
    if (repoDid === null) return;
    for (const sibling of siblings.get(`${ownerDid} ${repoDid}`) ?? []) names.add(sibling.uri);
    if ((owners.get(repoDid) ?? ownerDid) === ownerDid) names.add(repoDid);
  });
  return names;
};
