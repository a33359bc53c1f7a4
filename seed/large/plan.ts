import { BEGIN_US, between, DAY_US, END_US, HOUR_US } from './calendar.ts';
import { below, diceFor, inPercent, mostlyLow, oneOf } from './dice.ts';
import type { Society } from './society.ts';

/** How a pull request ended, by whom and when. */
export interface Ending {
  readonly state: 'merged' | 'closed';
  readonly by: number;
  readonly atUs: number;
}

/** A pull request of the large world. */
export interface PullPlan {
  /** From 0: finished ones first, then the open ones. */
  readonly number: number;
  readonly author: number;
  readonly repo: number;
  /** When each round was offered, the first with the pull request itself. */
  readonly roundsUs: readonly number[];
  /** Null while it is open. */
  readonly ending: Ending | null;
  /** The pull request that this one takes back. */
  readonly reverts: PullPlan | null;
}

/** One finished pull request in so many takes back the one before it, which was merged. */
const REVERT_EVERY = 24;

const target = diceFor('target');
const circle = diceFor('circle of the author');
const author = diceFor('author');
const opening = diceFor('opening');
const rounds = diceFor('rounds');
const pause = diceFor('pause between rounds');
const outcome = diceFor('outcome');
const judge = diceFor('judge');
const verdictTime = diceFor('time of the outcome');

/** Mostly somebody at home in the repository, some whom nobody knows, and one in thirty out of a clique. */
const authorOf = (society: Society, number: number, repo: number): number => {
  const { counts, honest } = society;
  const place = circle(number);
  if (inPercent(3, place)) return honest + below(counts.people - honest, author(number));
  if (inPercent(35, place)) return below(honest, author(number));
  const members = society.membersOf(repo);
  return members[mostlyLow(members.length, author(number))] ?? below(honest, author(number));
};

const roundsFrom = (openedUs: number, number: number): readonly number[] => {
  const thrown = rounds(number);
  const count = inPercent(75, thrown) ? 1 : inPercent(93, thrown) ? 2 : 3;
  const times = [openedUs];
  while (times.length < count) {
    times.push(between((times.at(-1) ?? 0) + HOUR_US, (times.at(-1) ?? 0) + 3 * DAY_US, pause(number, times.length)));
  }
  return times;
};

/** Finished ones over all the time there is, open ones in the last half year. */
const openedUs = (
  society: Society,
  { number, by, finished }: { number: number; by: number; finished: boolean },
): number => {
  const hereUs = society.sinceUs(by) + HOUR_US;
  const latestUs = finished ? END_US - 45 * DAY_US : END_US - 7 * DAY_US;
  const fromUs = Math.max(hereUs, finished ? BEGIN_US : END_US - 182 * DAY_US);
  return fromUs < latestUs ? between(fromUs, latestUs, opening(number)) : latestUs;
};

/** A maintainer, not the author if there is another. */
const judgeOf = (society: Society, number: number, repo: number, by: number): number => {
  const all = society.maintainersOf(repo);
  const others = all.filter((person) => person !== by);
  return oneOf(others.length > 0 ? others : all, judge(number));
};

const endingOf = (society: Society, pull: Omit<PullPlan, 'ending' | 'reverts'>, isMerged: boolean): Ending => {
  const { number, author: by, repo, roundsUs } = pull;
  const lastUs = roundsUs.at(-1) ?? 0;
  const atUs = between(lastUs + HOUR_US, lastUs + 14 * DAY_US, verdictTime(number));
  const thrown = outcome(number);
  const isHonest = by < society.honest;
  if (isMerged || (isHonest && inPercent(65, thrown))) {
    return { state: 'merged', by: judgeOf(society, number, repo, by), atUs };
  }
  const withdrawn = isHonest && inPercent(78, thrown);
  return { state: 'closed', by: withdrawn ? by : judgeOf(society, number, repo, by), atUs };
};

const revertPlan = (society: Society, number: number): PullPlan => {
  const original = pullPlan(society, number - 1);
  const { repo } = original;
  const mergedUs = original.ending?.atUs ?? 0;
  const by = oneOf(society.maintainersOf(repo), author(number));
  const atUs = between(mergedUs + HOUR_US, mergedUs + 12 * DAY_US, opening(number));
  const ending: Ending = { state: 'merged', by: judgeOf(society, number, repo, by), atUs: atUs + HOUR_US };
  return { number, author: by, repo, roundsUs: [atUs], ending, reverts: original };
};

const isRevert = (number: number): boolean => number % REVERT_EVERY === REVERT_EVERY - 1;

/** The pull request of this number: the same whenever it is asked for. */
export const pullPlan = (society: Society, number: number): PullPlan => {
  const finished = number < society.counts.finished;
  if (finished && isRevert(number)) return revertPlan(society, number);
  const repo = mostlyLow(society.counts.repos, target(number));
  const by = authorOf(society, number, repo);
  const roundsUs = roundsFrom(openedUs(society, { number, by, finished }), number);
  const pull = { number, author: by, repo, roundsUs };
  const ending = finished ? endingOf(society, pull, isRevert(number + 1)) : null;
  return { ...pull, ending, reverts: null };
};
