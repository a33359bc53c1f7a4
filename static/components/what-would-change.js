// @ts-check
/** What would give a faster lane: who could do what, and where that leads. */

import { capital } from '../format.js';
import { h, html } from '../vendor/preact.js';
import { LaneBadge } from './lane.js';
import { Text } from './text.js';

/** @import {Lane, Step} from '../shapes.js' */

/** Whose each step is to do. @type {Record<Step['who'], string>} */
const WHO = {
  author: 'The author',
  reviewer: 'By itself',
  voucher: 'Somebody trusted',
  maintainer: 'A maintainer',
  operator: 'This service',
};

/** A step that leads to a P(clean) nobody can promise. */
const IMAGINED = /^were P\(clean\)/;

/** @param {{ step: Step }} props */
const Act = ({ step: { who, does } }) => html`
  <span class="act"><span class="tag">${WHO[who] ?? who}</span> <span class="wrap"><${Text} text=${capital(does)} limit=${900} /></span></span>
`;

/** @param {{ lane: Lane }} props */
const LeadsTo = ({ lane }) =>
  html`<span class="leads"><span class="vh">leads to: </span><${LaneBadge} lane=${lane} /></span>`;

/** Steps of which each is enough alone, and the sets of those that are not. @param {readonly Step[]} steps */
const waysIn = (steps) => {
  const sets = Map.groupBy(
    steps.filter(({ needs }) => needs === 'all'),
    ({ lane }) => lane,
  );
  return { alone: steps.filter(({ needs }) => needs !== 'all'), sets: [...sets] };
};

/** @param {{ steps: readonly Step[] }} props */
const Ways = ({ steps }) => {
  const { alone, sets } = waysIn(steps);
  return html`
    <ul class="ways">
      ${alone.map((step) => html`<li key=${step.does}><${Act} step=${step} /><${LeadsTo} lane=${step.lane} /></li>`)}
      ${sets.map(
        ([lane, together]) => html`
          <li key=${lane}>
            <div>
              <p>Only together:</p>
              <ul class="together">${together.map((step) => html`<li key=${step.does}><${Act} step=${step} /></li>`)}</ul>
            </div>
            <${LeadsTo} lane=${lane} />
          </li>
        `,
      )}
    </ul>
    <p class="quiet">${alone.length > 1 && 'Any one of them is enough. '}Each lane is what the gate answers then, all else as it is now.${steps.some(({ does }) => IMAGINED.test(does)) && ' P(clean) is imagined there: what it will be, only the model says.'}</p>
  `;
};

/** @param {{ changes: readonly string[] }} props of decisions made before there were steps */
const InWords = ({ changes }) => html`
  <ul>${changes.map((change) => html`<li key=${change}><${Text} text=${capital(change)} limit=${900} /></li>`)}</ul>
`;

/**
 * The steps to a faster lane; there is none above the fast lane. `level` is that of its title.
 * @param {{ changes: readonly string[], steps?: readonly Step[] | undefined, lane: Lane, level: number }} props
 */
export const Changes = ({ changes, steps = [], lane, level }) => {
  if (changes.length === 0 && lane === 'fast_lane') return null;
  return html`
    <section class="changes">
      ${h(`h${level}`, { class: 'section-title' }, 'What would change it')}
      ${steps.length > 0 && html`<${Ways} steps=${steps} />`}
      ${steps.length === 0 && changes.length > 0 && html`<${InWords} changes=${changes} />`}
      ${changes.length === 0 && html`<p>Nothing that anybody can do is known to change this lane: a maintainer decides.</p>`}
    </section>
  `;
};
