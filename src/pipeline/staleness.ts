import type { Decision } from '../domain/index.ts';
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

/** The same model with all open pull requests as they count while decisions are out of date. */
export const withStaleness = (model: ReadModel, stale: Staleness | null): ReadModel => {
  if (stale === null) return { ...model, stale };
  const shown = new Map<PullView, PullView>();
  const capped = (pull: PullView): PullView => {
    if (pull.entry.state !== 'open') return pull;
    const known = shown.get(pull);
    if (known !== undefined) return known;
    const decision = pull.decision && { ...pull.decision, body: whileStale(pull.decision.body) };
    const made = { ...pull, decision, stale };
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
