// @ts-check
/** P(clean): what the learned model says of a change, against its threshold, and what moved it. */

import { clip, plural, scoreAgainst } from '../format.js';
import { html } from '../vendor/preact.js';
import { Gauge } from './measure.js';
import { Text } from './text.js';

/** @import {Contribution, Learned, Policy} from '../shapes.js' */

/** A model's name that can be told from another at a glance. @param {string} id */
export const modelName = (id) => id.slice(0, 12);

/** What clean means, as a sentence (docs/labels.md). */
export const CLEAN_MEANS =
  'Clean is what another maintainer merged and what then stood for 14 days without a revert, a hot-fix or a re-opening; a rejection, often a matter of taste, counts as not clean.';

/** What counts as a full bar: e to this is odds of about twenty to one. */
const FULL_BAR = 3;

/** @param {Contribution} contribution */
const valueWords = ({ value, unit }) => {
  if (value === null) return 'not known';
  const digits = Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(3)));
  return unit === 'count' || unit === 'share' ? digits : `${digits} ${unit}`;
};

/** @param {number} margin */
const signed = (margin) => `${margin < 0 ? '−' : '+'}${Math.abs(margin).toFixed(2)}`;

/** A bar that grows from the middle, as wide as the feature moved the model. @param {{ margin: number }} props */
const Moved = ({ margin }) => {
  const half = Math.min(1, Math.abs(margin) / FULL_BAR) * 50;
  const place = { width: `${half}%`, left: `${margin < 0 ? 50 - half : 50}%` };
  return html`
    <span class="small-bar signed">
      <span class="num">${signed(margin)}</span>
      <span class="track" aria-hidden="true"><span class=${`fill ${margin < 0 ? 'below' : ''}`} style=${place}></span></span>
    </span>
  `;
};

/** @param {{ contribution: Contribution }} props */
const Row = ({ contribution: each }) => html`
  <tr>
    <th scope="row">
      <${Text} text=${each.words} limit=${80} />
      <div class="quiet"><code>${each.name}</code>${each.meaning && html`: <${Text} text=${each.meaning} limit=${400} />`}</div>
    </th>
    <td class="num" data-label="Value"><${Text} text=${valueWords(each)} limit=${40} /></td>
    <td data-label="Log-odds"><${Moved} margin=${each.contribution} /></td>
  </tr>
`;

/**
 * Each feature that moved the model most, with its value, its meaning and how far it moved it.
 * @param {{ learned: Learned }} props
 */
const Contributions = ({ learned: { contributions, rest, bias, margin } }) => html`
  <table class="table stacks">
    <caption class="vh">What moved the learned model, the most first</caption>
    <thead><tr><th scope="col">Feature</th><th scope="col" class="num">Value</th><th scope="col">Log-odds</th></tr></thead>
    <tbody>${contributions.map((each) => html`<${Row} key=${each.name} contribution=${each} />`)}</tbody>
  </table>
  <p class="quiet">
    Log-odds are the logarithm of the odds, clean to not clean: +0.69 doubles them, −0.69 halves them. Exactly, before calibration: ${bias.toFixed(2)} on average, ${signed(margin - bias - rest)} by these, ${signed(rest)} by all others,
    together ${margin.toFixed(2)}. A full bar is ${FULL_BAR.toFixed(0)}. More on features: docs/features.md in the source.
  </p>
`;

/**
 * @param {number | null} value
 * @param {Policy} policy
 */
const verdict = (value, { tLow, learned }) => {
  if (value === null) return 'not known: no fast lane';
  if (value < tLow) return `below ${scoreAgainst(tLow, [])}: a person must look`;
  const fastFrom = learned?.fastFrom ?? null;
  if (fastFrom === null) return 'the fast lane is closed';
  return value < fastFrom ? `below ${scoreAgainst(fastFrom, [])}: normal queue at best` : 'enough for the fast lane';
};

/**
 * P(clean) of one decision; nothing where no model was served when it was made.
 * @param {{ calibrated: number | null | undefined, learned: Learned | null | undefined, policy: Policy }} props
 */
export const LearnedWord = ({ calibrated, learned, policy }) => {
  if (calibrated === undefined || !policy.learned) return null;
  const { fastFrom, needed, model } = policy.learned;
  const marks = [policy.tLow, ...(fastFrom === null ? [] : [fastFrom])].map((at) => ({ at, text: at.toFixed(2) }));
  return html`
    <div id="p-clean">
      <${Gauge} name="P(clean)" value=${calibrated} verdict=${verdict(calibrated, policy)} marks=${marks} />
      ${
        fastFrom === null &&
        html`<p>No P(clean) is proven safe enough for the fast lane yet${needed ? `: about ${plural(needed, 'more labelled outcome')} in the held-out part, a fifth of all examples, would open it` : ''}.</p>`
      }
      ${
        learned &&
        calibrated === 0 &&
        learned.probability > 0 &&
        html`<p>It counts as 0, for no trust reaches the author here; the model alone would say ${learned.probability.toFixed(2)}.</p>`
      }
      ${learned?.by === 'graphsage' && html`<p>GraphSAGE says P(clean) of the author and whom they are tied to together; it has no exact parts.</p>`}
      ${
        learned &&
        learned.by !== 'graphsage' &&
        html`
          <details>
            <summary>What moved it: ${
              learned.contributions
                .slice(0, 2)
                .map(({ name, contribution, words }) => `${name} (${signed(contribution)}), ${clip(words, 80)}`)
                .join('; ') || 'nothing'
            }</summary>
            <${Contributions} learned=${learned} />
          </details>
        `
      }
      <p class="quiet">
        How often changes by authors with such a record turn out clean, says the learned model <code>${modelName(model)}</code>. ${CLEAN_MEANS}
        ${' '}The model knows nothing of the change itself, only of its author and their place in this repository. More: docs/model.md in the source.
      </p>
    </div>
  `;
};
