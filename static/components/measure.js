// @ts-check
/** One number on a track, with the thresholds it is held against. */

import { fine, score } from '../format.js';
import { html } from '../vendor/preact.js';

/** @param {number} value */
const across = (value) => `${Math.min(1, Math.max(0, value)) * 100}%`;

/**
 * A number in [0,1] as digits and a small bar.
 * @param {{ value: number | null | undefined, label: string, title?: string }} props
 */
export const SmallBar = ({ value, label, title }) => html`
  <span class="small-bar" title=${title ?? null}>
    <span class="vh">${label} </span><span class="num">${score(value)}</span>
    <span class="track" aria-hidden="true"><span class="fill" style=${{ width: across(value ?? 0) }}></span></span>
  </span>
`;

/**
 * A number in (−1,1) as digits and a bar that grows from the middle.
 * @param {{ value: number, label: string }} props
 */
export const SignedBar = ({ value, label }) => {
  const half = Math.min(1, Math.abs(value)) * 50;
  const place = { width: `${half}%`, left: `${value < 0 ? 50 - half : 50}%` };
  return html`
    <span class="small-bar signed">
      <span class="vh">${label} </span><span class="num">${fine(value)}</span>
      <span class="track" aria-hidden="true"><span class=${`fill ${value < 0 ? 'below' : ''}`} style=${place}></span></span>
    </span>
  `;
};

/** @typedef {{ at: number, text: string }} Mark */

/**
 * A number against its thresholds: what the gate compared.
 * @param {{ name: string, value: number | null, marks: readonly Mark[], verdict: string, children?: unknown }} props
 */
export const Gauge = ({ name, value, marks, verdict, children }) => html`
  <div class="gauge">
    <div class="gauge-head">
      <span class="gauge-name">${name}</span>
      <span class="gauge-value num">${score(value)}</span>
      <span class="gauge-verdict">${verdict}</span>
    </div>
    <div class="gauge-track" aria-hidden="true">
      <div class="fill" style=${{ width: across(value ?? 0) }}></div>
      ${marks.map(({ at, text }) => html`<div key=${text} class="gauge-mark" style=${{ left: across(at) }}><span>${text}</span></div>`)}
    </div>
    ${children}
  </div>
`;
