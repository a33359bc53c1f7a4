// @ts-check
/** A lane as colour, shape and word together. */

import { LANES, shownLane } from '../lanes.js';
import { html } from '../vendor/preact.js';

/**
 * The shape alone; its colour comes from the nearest `lane-…` class. Give the word beside it.
 * @param {{ lane: string | null }} props
 */
export const LaneShape = ({ lane }) => html`
  <svg class="lane-shape" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
    <path d=${LANES[shownLane(lane)].shape} fill="currentColor" fill-rule="evenodd" />
  </svg>
`;

/** @param {{ lane: string | null, large?: boolean }} props */
export const LaneBadge = ({ lane, large = false }) => html`
  <span class=${`lane-badge lane-${shownLane(lane)}${large ? ' large' : ''}`}>
    <${LaneShape} lane=${lane} />${LANES[shownLane(lane)].word}
  </span>
`;
