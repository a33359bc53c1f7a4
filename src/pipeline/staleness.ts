import type { AtUri, Decision, Policy } from '../domain/index.ts';
import { decide, explainStale } from '../gate/index.ts';
import type { PullView, ReadModel } from './read-model.ts';

/** Since when what decisions say may no longer be so, and why, as words that begin small. */
export interface Staleness {
  /** In microseconds since 1970. */
  readonly sinceUs: number;
  readonly why: string;
}

/** How far what is served goes. */
export interface Freshness {
  /** Since when something waits to be decided upon; null when nothing does. */
  readonly undecidedSinceUs: number | null;
  /** Up to where the configured live stream was followed; null without one, or before it was ever reached. */
  readonly streamUpToUs: number | null;
  /** Pull requests that wait although what changed is decided upon otherwise, and since when; absent: none. */
  readonly waiting?: ReadonlyMap<AtUri, number>;
}

/** A worker that runs decides within seconds; the stream of Tangled is silent for seconds, never for minutes. */
const MOST_UNDECIDED_US = 60 * 1_000_000;
const MOST_BEHIND_US = 15 * 60 * 1_000_000;

/** Whether decisions are out of date at a time: facts wait too long, or nothing was heard of the network for too long. */
export const staleAt = ({ undecidedSinceUs, streamUpToUs }: Freshness, nowUs: number): Staleness | null => {
  if (undecidedSinceUs !== null && nowUs - undecidedSinceUs > MOST_UNDECIDED_US) {
    return {
      sinceUs: undecidedSinceUs,
      why: 'facts changed, and the decisions that may hang on them have not been made again yet',
    };
  }
  if (streamUpToUs !== null && nowUs - streamUpToUs > MOST_BEHIND_US) {
    return { sinceUs: streamUpToUs, why: 'nothing was heard of the network' };
  }
  return null;
};

/**
 * A decision as it counts while it is out of date: the gate's own answer with the cap `stale`, and its words. What is
 * stored stays as it was, and `inputsHash` and `sources` are of that; a lane that is not the fast one stays what it is.
 */
export const whileStale = (decision: Decision): Decision => {
  if (decision.outcome.lane !== 'fast_lane') return decision;
  const inputs: Decision['inputs'] = { ...decision.inputs, caps: [...decision.inputs.caps, 'stale'] };
  const outcome = decide(inputs, decision.policy);
  return { ...decision, inputs, outcome, explanation: explainStale(decision, outcome) };
};

/** Which pull requests wait for too long at a time, each for itself, and since when. */
export const waitingTooLong = ({ waiting }: Freshness, nowUs: number): ReadonlyMap<AtUri, Staleness> =>
  new Map(
    [...(waiting ?? [])]
      .filter(([, sinceUs]) => nowUs - sinceUs > MOST_UNDECIDED_US)
      .map(([pull, sinceUs]) => [pull, { sinceUs, why: 'it waits to be decided again' }]),
  );

/** Whether a decision was made with another policy than the one in force, of the instance or made from it for a repository. */
const isOtherPolicy = ({ version, hash }: Policy, inForce: Policy): boolean =>
  version === inForce.version
    ? hash !== undefined && hash !== inForce.hash
    : !version.startsWith(`${inForce.version} + `);

/** What is said of a decision by another learned model, or by none where one is served, or the other way round. */
const modelWords = ({ learned }: Policy): string =>
  learned === undefined
    ? 'the learned model it was made with is not served any more'
    : 'another learned model is served now';

/** The same model with all open pull requests as they count while decisions are out of date: all, or some for themselves. */
export const withStaleness = (
  model: ReadModel,
  stale: Staleness | null,
  waiting: ReadonlyMap<AtUri, Staleness> = new Map(),
): ReadModel => {
  const staleOf = ({ entry, decision }: PullView): Staleness | null => {
    const isOther = decision !== null && isOtherPolicy(decision.body.policy, model.policy);
    const isOtherModel = decision !== null && decision.body.policy.learned?.model !== model.policy.learned?.model;
    const why = isOther ? 'another policy is in force now' : modelWords(model.policy);
    const own = isOther || isOtherModel ? { sinceUs: decision.decidedAtUs, why } : null;
    return stale ?? waiting.get(entry.uri) ?? own;
  };
  const shown = new Map<PullView, PullView>();
  const capped = (pull: PullView): PullView => {
    const own = pull.entry.state === 'open' ? staleOf(pull) : null;
    if (own === null) return pull;
    const known = shown.get(pull);
    if (known !== undefined) return known;
    const decision = pull.decision && { ...pull.decision, body: whileStale(pull.decision.body) };
    const made = { ...pull, decision, stale: own };
    shown.set(pull, made);
    return made;
  };
  return {
    ...model,
    stale,
    open: model.open.map(capped),
    pull: (id) => {
      const pull = model.pull(id);
      return pull && capped(pull);
    },
    pullsBy: (author) => model.pullsBy(author).map(capped),
  };
};
