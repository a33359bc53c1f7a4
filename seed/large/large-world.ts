import type { JsonObject } from '../event-log.ts';
import { checkCounts, type LargeCounts } from './counts.ts';
import { type OpinionAct, opinionsAround, opinionsBy } from './opinions.ts';
import { tellPerson } from './people.ts';
import { type Blob, tellPull } from './pulls.ts';
import { tellRepo } from './repos.ts';
import { type Society, societyOf } from './society.ts';
import { removed, told, writtenAt } from './telling.ts';
import { readTemplates } from './templates.ts';

/** Some events, with the patches they refer to: to be kept before them. */
export interface WorldPart {
  readonly events: readonly JsonObject[];
  readonly blobs: readonly Blob[];
}

/** A world too large to be had at once. */
export interface LargeWorld {
  /** The operator's trusted roots (DIDs). */
  readonly seeds: readonly string[];
  /** DIDs of the accounts that vouch for each other and for whom nobody else does: trust reaches none of them. */
  readonly isolated: readonly string[];
  /** Likewise of those of whom one was vouched for by mistake. */
  readonly mistaken: readonly string[];
  /** How many events there are about, to show how far work is. */
  readonly eventsAbout: number;
  /**
   * The same parts on every call, made one after the other: people, repositories, opinions, pull requests. Inside a part
   * and from part to part events are in no order of time.
   */
  parts(): Generator<WorldPart>;
}

const VOUCH = 'sh.tangled.graph.vouch';
const SEEDS = 17;
const EVENTS_A_PART = 2_000;

const tellOpinion = (society: Society, { by, of, kind, atUs, withdrawnAtUs }: OpinionAct): readonly JsonObject[] => {
  const deed = { did: society.didOf(by), atUs, collection: VOUCH, rkey: society.didOf(of) };
  const { event } = told(deed, { kind, createdAt: writtenAt(atUs, by) });
  return withdrawnAtUs === null ? [event] : [event, removed({ ...deed, atUs: withdrawnAtUs })];
};

/** Everything in the large world, one after the other. */
function* everything(society: Society): Generator<WorldPart> {
  const { counts, honest, cliques } = society;
  const alone = (events: readonly JsonObject[]): WorldPart => ({ events, blobs: [] });
  for (let person = 0; person < counts.people; person += 1) yield alone(tellPerson(society, person));
  for (let repo = 0; repo < counts.repos; repo += 1) yield alone(tellRepo(society, repo));
  for (let person = 0; person < honest; person += 1) {
    for (const act of opinionsBy(society, person)) yield alone(tellOpinion(society, act));
  }
  for (const clique of cliques) {
    for (const act of opinionsAround(society, clique)) yield alone(tellOpinion(society, act));
  }
  const families = readTemplates();
  for (let pull = 0; pull < counts.finished + counts.open; pull += 1) yield tellPull(society, families, pull);
}

/** Parts put together until they are worth keeping. */
function* inPortions(parts: Iterable<WorldPart>): Generator<WorldPart> {
  let events: JsonObject[] = [];
  let blobs: Blob[] = [];
  for (const part of parts) {
    events.push(...part.events);
    blobs.push(...part.blobs);
    if (events.length < EVENTS_A_PART) continue;
    yield { events, blobs };
    [events, blobs] = [[], []];
  }
  if (events.length > 0) yield { events, blobs };
}

/**
 * A world of the wanted size, apart from the demo's: nobody of either says anything of the other's, and its last event is
 * before the demo's last day, so that in a store that holds both the demo stands as it does alone. Promises what the demo
 * world promises, the same bytes everywhere, and that every record is one that is read.
 *
 * @throws RangeError for counts that make no world.
 */
export const largeWorld = (wanted: LargeCounts): LargeWorld => {
  const society = societyOf(checkCounts(wanted));
  const { counts, cliques } = society;
  const membersOf = (isFooled: boolean): string[] =>
    cliques
      .filter(({ fooled }) => (fooled !== null) === isFooled)
      .flatMap(({ first, size }) => Array.from({ length: size }, (_, nth) => society.didOf(first + nth)));
  const founders = Array.from({ length: Math.min(SEEDS, counts.repos) }, (_, repo) => society.didOf(repo));
  return {
    seeds: founders,
    isolated: membersOf(false),
    mistaken: membersOf(true),
    eventsAbout: Math.round(5 * counts.people + 1.7 * counts.open + 2.4 * counts.finished),
    parts: () => inPortions(everything(society)),
  };
};
