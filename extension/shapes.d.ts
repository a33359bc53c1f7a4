/** What the scripts here say to each other. Content scripts are classic scripts and meet in one object, `tangledTrust`. */

type Lane = 'fast_lane' | 'normal_queue' | 'needs_human';

/** From a content script to the worker. */
type Question = { ask: 'scores'; dids: string[] } | { ask: 'review'; uri: string };

/** From the worker: the API's bodies, unchecked; `absent` for a 404; `null` for anything else. */
type Reply = { bodies: unknown[] } | { absent: true } | null;

/** What the API says of one person, checked. */
interface PersonScore {
  handle: string | null;
  known: boolean;
  /** In [0,1]. */
  structural: number;
  lanePreview: Lane;
  sentence: string;
}

/** What the API says of one pull request, checked. */
interface PullLane {
  lane: Lane;
  sentence: string;
}

interface PullAddress {
  uri: string;
  author: string;
}

/** A person named on the page: badges go right behind `link`. */
interface Spot {
  did: string;
  link: HTMLAnchorElement;
}

/** All that is known for one state of the page. */
interface Known {
  scores: ReadonlyMap<string, PersonScore>;
  lane: PullLane | null;
}

interface TangledTrust {
  ids: {
    didIn(text: string): string | null;
    avatarDid(address: string): string | null;
    pullAddress(text: string): PullAddress | null;
    /** The handle or DID a link on this site leads to, or `null` when it is no profile. */
    profileIn(link: HTMLAnchorElement): string | null;
  };
  answers: {
    scoresIn(bodies: readonly unknown[], asked: readonly string[]): Map<string, PersonScore> | null;
    laneIn(body: unknown, pull: PullAddress): PullLane | null;
  };
  people: {
    spots(): Spot[];
    pull(): PullAddress | null;
    /** Where the author of the page's pull request is named, by avatar or else by profile link. */
    authorSpot(spots: readonly Spot[], author: string, handle: string | null): Spot | null;
  };
  badges: {
    person(did: string, score: PersonScore): HTMLElement;
    lane(pull: PullAddress, lane: PullLane): HTMLElement;
    /** Makes the badges on the page exactly these: behind each link, in order. Touches nothing that is already right. */
    settle(wanted: readonly { link: HTMLAnchorElement; badges: HTMLElement[] }[]): void;
  };
  ask: {
    scores(dids: readonly string[]): Promise<ReadonlyMap<string, PersonScore>>;
    lane(pull: PullAddress | null): Promise<PullLane | null>;
  };
}

declare var tangledTrust: TangledTrust;
