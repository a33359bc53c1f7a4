// @ts-check
/** The learned model on the dashboard: served or why not, how good it is, what it opens, and how it has done since. */

import { count, percent, plural } from '../format.js';
import { html } from '../vendor/preact.js';
import { IntervalBar } from './charts.js';
import { CLEAN_MEANS, modelName } from './learned.js';
import { Identifier, Text, Time } from './text.js';

/** @import {LearnedFigures, Measured} from '../shapes.js' */

/** @param {Measured} figure */
const inWords = ({ value, low, high }) =>
  low === null || high === null || value === null
    ? '–'
    : `${value.toFixed(3)} (${low.toFixed(3)} – ${high.toFixed(3)})`;

/** @type {readonly ['auc' | 'brier' | 'logLoss' | 'ece', string, string][]} */
const FIGURES = [
  ['auc', 'AUC', 'pairs of a clean and an unclean change that it puts in the right order'],
  ['ece', 'ECE', 'how far its probabilities are from what happens, on average'],
  ['brier', 'Brier score', 'mean squared error; lower is better'],
  ['logLoss', 'Log loss', 'lower is better'],
];

/** @param {{ points: NonNullable<LearnedFigures['model']>['metrics']['reliability'] }} props */
const Reliability = ({ points }) => {
  const at = (/** @type {number} */ share) => 8 + 184 * share;
  const up = (/** @type {number} */ share) => 192 - 184 * share;
  return html`
    <figure>
      <svg viewBox="0 0 200 200" width="220" height="220" role="img" aria-label=${`Reliability curve of ${points.length} bins; the table has its numbers`}>
        <path d="M8 8V192H192" fill="none" stroke="currentColor" stroke-opacity=".5" />
        <path d="M8 192 192 8" fill="none" stroke="currentColor" stroke-opacity=".4" stroke-dasharray="4 4" />
        ${points.map(
          ({ predicted, observed, low, high }) => html`
            <line key=${`i${predicted}`} x1=${at(predicted)} x2=${at(predicted)} y1=${up(low)} y2=${up(high)} stroke="currentColor" stroke-opacity=".5" />
            <circle key=${`p${predicted}`} cx=${at(predicted)} cy=${up(observed)} r="3" fill="currentColor" />
          `,
        )}
      </svg>
      <figcaption class="quiet">Given, from left to right; turned out clean, from bottom to top. On the dashed line they agree.</figcaption>
    </figure>
    <details>
      <summary>The same as numbers</summary>
      <table class="table">
        <caption class="vh">Reliability by bin</caption>
        <thead><tr><th scope="col" class="num">Given</th><th scope="col" class="num">Clean</th><th scope="col" class="num">95 %</th><th scope="col" class="num">Changes</th></tr></thead>
        <tbody>
          ${points.map(
            (point) => html`
              <tr key=${point.predicted}>
                <td class="num">${point.predicted.toFixed(3)}</td><td class="num">${point.observed.toFixed(3)}</td>
                <td class="num">${point.low.toFixed(2)} – ${point.high.toFixed(2)}</td><td class="num">${count(point.count)}</td>
              </tr>
            `,
          )}
        </tbody>
      </table>
    </details>
  `;
};

/** @typedef {NonNullable<LearnedFigures['model']>['threshold']} Threshold */

/**
 * A sentence's end, where it has none.
 * @param {string} text
 */
const ended = (text) => (/[.!?]$/.test(text) ? text : `${text}.`);

/**
 * From where on the fast lane opens here, where that is not what is guaranteed, and whether the model gives anybody so much.
 * @param {{ guaranteed: number, fastFrom: number | null, highest: number | null }} props
 */
const AskedHere = ({ guaranteed, fastFrom, highest }) => {
  if (fastFrom === null) return null;
  return html`
    ${fastFrom !== guaranteed && html` The policy in force asks for more than the guaranteed <span class="num">${guaranteed.toFixed(3)}</span>.`}
    ${highest !== null && highest < fastFrom && html` <strong>The model gives nobody more than <span class="num">${highest.toFixed(3)}</span></strong>, so that nothing reaches it.`}
  `;
};

/** @param {{ threshold: Threshold, fastFrom: number | null, highest: number | null }} props */
const Opens = ({ fastFrom, highest, threshold: { value, target, confidence, approved, bad, upper, needed } }) =>
  value === null
    ? html`
      <p>
        <strong>The fast lane is closed:</strong> no P(clean) is proven to keep unclean changes at ${percent(target)} or under.
        ${needed !== null && needed > 0 ? ` About ${plural(needed, 'more labelled outcome')} in the held-out part (a fifth of all examples) would open it, if they turn out like these.` : ' No number of changes like these would open it.'}
      </p>
    `
    : html`
      <p>
        The fast lane opens from P(clean) <strong class="num">${(fastFrom ?? value).toFixed(3)}</strong> on.<${AskedHere} guaranteed=${value} fastFrom=${fastFrom} highest=${highest} />
        ${' '}Of ${plural(approved, 'held-out change')} from <span class="num">${value.toFixed(3)}</span> on, ${count(bad)} ${bad === 1 ? 'was' : 'were'} not clean; with ${percent(confidence)} confidence the true share is at most ${percent(upper)}, within the ${percent(target)} that is allowed.
      </p>
    `;

/** @param {{ drift: LearnedFigures['drift'] }} props */
const Since = ({ drift }) =>
  drift === null
    ? html`<p class="quiet">No change it judged has turned out yet, so nothing is known of how it does since.</p>`
    : html`
      <p>
        Since then ${plural(drift.outcomes, 'change')} it judged turned out: <${Text} text=${drift.why} limit=${400} /> (<${Time} at=${drift.measuredAt} />).
        ${drift.stoppedAt && html` <strong>Stopped</strong> <${Time} at=${drift.stoppedAt} />: another model has to be trained. It opens nothing.`}
      </p>
      ${drift.ece !== null && drift.interval !== null && html`<${IntervalBar} rate=${drift.ece} interval=${drift.interval} />`}
    `;

/** @param {{ model: NonNullable<LearnedFigures['model']> }} props */
const Figures = ({ model: { id, features, trainedOn, heldOut, rows, metrics } }) => html`
  <dl class="facts">
    ${FIGURES.map(
      ([name, word, meaning]) => html`
        <div key=${name}><dt>${word}</dt><dd><strong class="num">${inWords(metrics[name])}</strong> <span class="quiet">${meaning}</span></dd></div>
      `,
    )}
    ${Object.entries(metrics.baselines).map(
      ([name, auc]) =>
        html`<div key=${name}><dt>AUC by <${Text} text=${name} limit=${60} /></dt><dd class="num">${auc.toFixed(3)}</dd></div>`,
    )}
    <div><dt>Model</dt><dd><${Identifier} value=${id} /> ${count(features)} features</dd></div>
    <div><dt>Learned from</dt><dd>${count(rows.fit)} changes and ${count(rows.calibrate)} to calibrate on, <${Time} at=${trainedOn.from} /> to <${Time} at=${trainedOn.to} /></dd></div>
    <div><dt>Measured on</dt><dd>${count(rows.test)} it never saw, ${count(rows.testClean)} of them clean, <${Time} at=${heldOut.from} /> to <${Time} at=${heldOut.to} /></dd></div>
  </dl>
  <p class="quiet">In brackets: where the true figure lies with 95 % confidence.</p>
  <${Reliability} points=${metrics.reliability} />
`;

/** @param {{ learned: LearnedFigures | undefined }} props absent in older answers */
export const ModelPanel = ({ learned }) => {
  if (!learned) return null;
  const { served, why, model, drift, fastFrom, highest, by, graphProblem } = learned;
  return html`
    <p>
      <strong>${served ? 'Served' : 'Not served'}</strong>${served && model ? html`: <code>${modelName(model.id)}</code>${by === 'graphsage' && ', GraphSAGE'}.` : html`: <span class="wrap"><${Text} text=${ended(why ?? '')} limit=${1000} /></span>${' '}Structural trust decides alone.`}
    </p>
    ${graphProblem && html`<p>GraphSAGE is not used: <span class="wrap"><${Text} text=${ended(graphProblem)} limit=${1000} /></span></p>`}
    ${served && model && html`<${Opens} threshold=${model.threshold} fastFrom=${fastFrom} highest=${highest} />`}
    ${model && html`<${Figures} model=${model} />`}
    ${model && html`<${Since} drift=${drift} />`}
    <details class="explain"><summary>How is this made?</summary><p>P(clean) is how often changes by authors with such a record turn out clean. ${CLEAN_MEANS}</p><p>Boosted trees on what was known of an author and their place in the repository before a change was judged, and nothing of the change itself; calibrated on later changes, measured on later ones still; or GraphSAGE over who is tied to whom, where it was found to be better. docs/model.md in the source has all of it, docs/features.md what it looks at.</p></details>
  `;
};
