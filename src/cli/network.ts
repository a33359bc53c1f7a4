import { readFileSync } from 'node:fs';
import type { Config } from '../config/index.ts';
import { againInMs, fetchPatch, pullNumbers } from '../diff/index.ts';
import { type Did, parseDid } from '../domain/index.ts';
import {
  branchPolicy,
  type Identity,
  type Network as Inquiry,
  identity,
  type LastPerson,
  type LastRepo,
} from '../ingest/index.ts';
import { isLoopback, type Outbound, outbound, type PackageFacts, txtRecords, userAgent } from '../outbound/index.ts';
import { lookUpPerson, type UpkeepNetwork, type UpkeepParts } from '../pipeline/index.ts';
import { type DuePatch, upkeepStore } from '../store/index.ts';
import { nowUs, type Surroundings } from './surroundings.ts';

/** The network as this process asks it, politely and through one door. */
export interface Network extends AsyncDisposable {
  readonly outbound: Outbound;
  readonly identity: Identity;
  readonly upkeep: UpkeepParts<DuePatch>;
  /** Where the account's repository is, as kept while the answer is good; `fresh` asks anew. Null when nobody says. */
  pdsOf(did: Did, options?: { readonly fresh?: boolean }): Promise<string | null>;
}

const packageFacts = (): PackageFacts =>
  JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as PackageFacts;

/**
 * The way out for this configuration. A DID directory on this machine's loopback means a network of its own: then
 * loopback may be asked, by plain http too; otherwise public addresses alone.
 */
export const networkOf = (around: Surroundings, signal: AbortSignal): Network => {
  const { config, store, blobs } = around;
  const local = isLoopback(new URL(config.plcUrl));
  const way = outbound({ userAgent: userAgent(packageFacts()), allowLocal: local });
  const inquiry: Inquiry = {
    get: way.get,
    resolveTxt: txtRecords(),
    plcUrl: config.plcUrl,
    appviewUrl: config.appviewUrl,
    local,
  };
  const people = identity(inquiry);
  const upkeep: UpkeepParts<DuePatch> = {
    store: upkeepStore(store),
    network: upkeepNetwork({ config, way, people, inquiry, signal }),
    stage: (cid, bytes) => blobs.put(cid, bytes),
    isStaged: async (cid) => (await blobs.blob(cid)) !== null,
    nowUs,
    signal,
  };
  return {
    outbound: way,
    identity: people,
    upkeep,
    pdsOf: async (did, { fresh = false } = {}) => {
      const known = fresh ? null : await upkeep.store.person(did);
      if (known !== null && known.againAtUs > nowUs()) return known.pds;
      return (await lookUpPerson(did, upkeep)).pds;
    },
    [Symbol.asyncDispose]: () => way[Symbol.asyncDispose](),
  };
};

interface Means {
  readonly config: Config;
  readonly way: Outbound;
  readonly people: Identity;
  readonly inquiry: Inquiry;
  readonly signal: AbortSignal;
}

const upkeepNetwork = ({ config, way, people, inquiry, signal }: Means): UpkeepNetwork<DuePatch> => {
  const numbers = pullNumbers({ get: way.get, appviewUrl: config.appviewUrl });
  const source = { get: way.get, tangledUrl: config.tangledUrl, numbers, signal };
  return {
    person: (did, last) => people.person(did, { last: last as LastPerson | null, signal }),
    repo: (did, last) => people.repo(did, { last: last as LastRepo | null, signal }),
    patch: ({ pull, did, cid, round, targetRepo, ownerDid, repoName, number }, pds) => {
      const repo = { ownerDid, name: repoName, repoDid: parseDid(targetRepo) };
      return fetchPatch({ did, cid, pds, pull: { uri: pull, round, repo, number } }, source);
    },
    branchPolicy: (wanted) => branchPolicy(wanted, inquiry, signal),
    patchAgainInMs: againInMs,
  };
};
