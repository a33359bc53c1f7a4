// @ts-check
/** The dashboard's drawings: bars made of elements, each with its numbers in words beside it. */

import { count, percent } from '../format.js';
import { DECIDED, LANES } from '../lanes.js';
import { html } from '../vendor/preact.js';
import { LaneShape } from './lane.js';

/** @import {Lane} from '../shapes.js' */

/** @param {{ lanes: Record<Lane, number>, rates: Record<Lane, number> }} props */
export const LaneShares = ({ lanes, rates }) => html`
  <div class="stacked" aria-hidden="true">
    ${DECIDED.filter((lane) => lanes[lane] > 0).map(
      (lane) => html`<span key=${lane} class=${`lane-${lane}`} style=${{ flexGrow: lanes[lane] }}></span>`,
    )}
  </div>
  <dl class="legend">
    ${DECIDED.map(
      (lane) => html`
        <div key=${lane} class=${`lane-${lane}`}>
          <dt><${LaneShape} lane=${lane} />${LANES[lane].word}</dt>
          <dd><span class="num">${percent(rates[lane])}</span> <span class="quiet num">${count(lanes[lane])} open</span></dd>
        </div>
      `,
    )}
  </dl>
`;

/** @param {number} value */
const edge = (value) => value.toFixed(1);

/**
 * A histogram over [0,1], lowest bin first.
 * @param {{ bins: readonly number[], binWidth: number, what: string }} props
 */
export const Histogram = ({ bins, binWidth, what }) => {
  const highest = Math.max(1, ...bins);
  return html`
    <ol class="histogram" aria-label=${`${what}, by range`}>
      ${bins.map(
        (amount, bin) => html`
          <li key=${bin}>
            <span class="bar-count num" aria-hidden="true">${amount > 0 ? count(amount) : ''}</span>
            <span class="bar" style=${{ height: `${(amount / highest) * 100}%` }} aria-hidden="true"></span>
            <span class="bar-from num" aria-hidden="true">${edge(bin * binWidth)}</span>
            <span class="vh">${edge(bin * binWidth)} to ${edge((bin + 1) * binWidth)}: ${count(amount)}</span>
          </li>
        `,
      )}
    </ol>
  `;
};

/**
 * A rate with its interval on a short axis from 0.
 * @param {{ rate: number, interval: readonly [number, number] }} props
 */
export const IntervalBar = ({ rate, interval: [low, high] }) => {
  const end = Math.min(1, Math.max(0.05, Math.ceil(high * 20) / 20));
  const at = (/** @type {number} */ value) => `${(Math.min(end, value) / end) * 100}%`;
  return html`
    <div class="interval" aria-hidden="true">
      <div class="interval-axis">
        <span class="interval-range" style=${{ left: at(low), width: at(high - low) }}></span>
        <span class="interval-rate" style=${{ left: at(rate) }}></span>
      </div>
      <div class="interval-ends num"><span>${percent(0)}</span><span>${percent(end)}</span></div>
    </div>
  `;
};
