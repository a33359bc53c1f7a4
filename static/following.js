// @ts-check
/** A pull request that is followed while somebody speaks on it: asked after often until its decision was made again. */

import { getReview } from './api.js';
import { useRemote } from './hooks.js';
import { LANES, shownLane } from './lanes.js';
import { html, useEffect, useState } from './vendor/preact.js';

/** @import {Lane, Review} from './shapes.js' */

export const POLL_MS = 15_000;
const FOLLOW_MS = 2000;
const FOLLOWED_FOR_MS = 60_000;

/**
 * Asks often for a minute after a verdict, until the decision was made again.
 * @param {string} prId
 */
export const useFollowed = (prId) => {
  const [since, setSince] = useState(
    /** @type {{ decidedAt: string | null, lane: Lane | null, saidMs: number } | null} */ (null),
  );
  const [isQuick, setQuick] = useState(false);
  const remote = useRemote((signal) => getReview(prId, signal), { key: prId, everyMs: isQuick ? FOLLOW_MS : POLL_MS });
  const decidedAt = remote.value?.decision?.decidedAt ?? null;
  const isMadeAgain = since !== null && decidedAt !== since.decidedAt;
  useEffect(() => {
    if (since === null || isMadeAgain) {
      setQuick(false);
      return undefined;
    }
    setQuick(true);
    const timer = setTimeout(() => setQuick(false), FOLLOWED_FOR_MS);
    return () => clearTimeout(timer);
  }, [since, isMadeAgain]);
  const follow = () => {
    setSince({ decidedAt, lane: remote.value && laneOf(remote.value), saidMs: Date.now() });
    remote.refresh();
  };
  return { ...remote, before: isMadeAgain ? since : null, follow };
};

/**
 * The lane to show: whatever is out of date is in no fast lane.
 * @param {Review} review
 * @returns {Lane | null}
 */
export const laneOf = ({ decision, stale }) => {
  if (decision === null) return null;
  return stale && decision.lane === 'fast_lane' ? 'normal_queue' : decision.lane;
};

/** @param {{ review: Review, before: { lane: Lane | null } | null }} props */
export const MadeAgain = ({ review, before }) => {
  const lane = laneOf(review);
  const word = LANES[shownLane(lane)].word.toLowerCase();
  return html`
    <p class="made-again" role="status">
      ${before !== null && (before.lane === lane ? `Decided again after your verdict: still ${word}.` : `Decided again after your verdict: now ${word}.`)}
    </p>
  `;
};
