/**
 * The demo world: five repositories, some thirty people, a year of their pull requests and vouches, told as the events
 * Jetstream would have sent. Everybody and everything in it is made up. Promises the same bytes on every call and
 * every machine: no clock, no randomness, no environment; reads only its own folder. Start with `people.ts`,
 * `vouches.ts` and `changes/README.md`.
 */
import { EventLog } from './event-log.ts';
import { playHistory } from './history.ts';
import { didOfPerson, SEED_NAMES } from './people.ts';
import { tellPulls, uriOfPull } from './pulls.ts';
import { type PullScript, readPullScripts } from './script.ts';
import { tellAttestations, tellCorrections, tellJudgements, tellPeople, tellRepos, tellVouches } from './settings.ts';
import { tellSmallTalk } from './small-talk.ts';

export { LARGE_COUNTS, type LargeCounts } from './large/counts.ts';
export { type LargeWorld, largeWorld } from './large/large-world.ts';

/** A world to load into an empty store. */
export interface DemoWorld {
  /** Jetstream v1 wire events (identity and commit), oldest first, as plain JSON objects; no `time_us` twice. */
  readonly events: readonly Record<string, unknown>[];
  /**
   * Patch blobs the events' rounds refer to: gzip bytes and their CID (CIDv1 raw sha2-256, base32). One round's blob is
   * missing on purpose.
   */
  readonly blobs: readonly { readonly cid: string; readonly bytes: Uint8Array }[];
  /** The operator's trusted roots (DIDs). */
  readonly seeds: readonly string[];
  /** `live/trusted-clean` → the pull request's at-uri. */
  readonly aliases: ReadonlyMap<string, string>;
}

const aliasesOf = (pulls: readonly PullScript[]): ReadonlyMap<string, string> =>
  new Map(pulls.flatMap((pull) => (pull.alias === null ? [] : [[pull.alias, uriOfPull(pull)] as const])));

/** The whole demo world, built anew; the caller owns it. Takes some tens of milliseconds. */
export const demoWorld = (): DemoWorld => {
  const pulls = readPullScripts();
  const log = new EventLog();
  tellPeople(log);
  tellRepos(log);
  tellAttestations(log);
  const uris = new Map(pulls.map((pull) => [pull.id, uriOfPull(pull)]));
  tellVouches(log, uris);
  tellCorrections(log, uris);
  tellJudgements(log, uris);
  const { blobs, refs } = tellPulls(log, pulls, playHistory(pulls));
  tellSmallTalk(log, refs);
  return { events: log.inOrder(), blobs, seeds: SEED_NAMES.map(didOfPerson), aliases: aliasesOf(pulls) };
};

/** The demo ids alone (`live/trusted-clean` → at-uri), without building a patch. */
export const demoAliases = (): ReadonlyMap<string, string> => aliasesOf(readPullScripts());
