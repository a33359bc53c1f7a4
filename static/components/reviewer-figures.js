// @ts-check
/** What the blind reviewer did so far and what it cost, for the dashboard. */

import { capital, count, dollars, percent, plural } from '../format.js';
import { html } from '../vendor/preact.js';
import { wordsOf } from './review-words.js';
import { Identifier, Text } from './text.js';

/** @import {ReviewerFigures} from '../shapes.js' */

/** @param {{ spent: number, budget: number | null }} props */
const Spent = ({ spent, budget }) => {
  if (budget === null) return html`<p><strong>${dollars(spent)}</strong> spent today (UTC).</p>`;
  const share = budget > 0 ? Math.min(1, spent / budget) : 1;
  return html`
    <div class="budget">
      <p><strong>${dollars(spent)}</strong> of ${dollars(budget)} spent today (UTC).${spent >= budget && ' No review is made before midnight.'}</p>
      <span class="track" aria-hidden="true"><span class="fill" style=${{ width: `${share * 100}%` }}></span></span>
    </div>
  `;
};

/** @param {{ reviewer: ReviewerFigures }} props */
const LeftOut = ({ reviewer: { flags, droppedFlags, droppedShare } }) => {
  if (droppedShare === null) return html`<p class="quiet">It has pointed at no line yet.</p>`;
  return html`
    <p>
      <strong>${plural(flags, 'flag')}</strong> ${flags === 1 ? 'points' : 'point'} at a line of the change.
      ${
        droppedFlags === 0
          ? ' None pointed at a line that is not there.'
          : html` <strong>${count(droppedFlags)}</strong> more (${percent(droppedShare)} of ${count(flags + droppedFlags)}) pointed at lines that are not there, and were left out.`
      }
    </p>
  `;
};

/** @param {{ outcomes: ReviewerFigures['outcomes'] }} props */
const NoVerdicts = ({ outcomes }) => {
  const others = outcomes.filter(({ kind, count: amount }) => kind !== 'verdict' && amount > 0);
  if (others.length === 0) return null;
  return html`
    <h3>No verdict, by reason</h3>
    <ul class="tally">
      ${others.map(({ kind, count: amount }) => html`<li key=${kind}><span>${capital(wordsOf(kind).short)}</span><span class="num">${count(amount)}</span></li>`)}
    </ul>
    <p class="quiet">None of these counts as harmless: without a verdict the fast lane stays closed.</p>
  `;
};

/** @param {{ reviewer: ReviewerFigures | null }} props */
export const ReviewerFiguresList = ({ reviewer }) => {
  if (reviewer === null)
    return html`<p>No reviewer is configured: lanes rest on trust and on the machine checks alone.</p>`;
  const { configured, model, promptHash, verdicts, outcomes, waiting, calls, spentTodayUsd, budgetDayUsd } = reviewer;
  const asked = outcomes.reduce((sum, { count: amount }) => sum + amount, 0);
  return html`
    ${!configured && html`<p>No reviewer is configured now; what it said before is kept.</p>`}
    <dl class="figures">
      <div><dt>Verdicts</dt><dd class="num">${count(verdicts)} <span class="quiet">of ${count(asked)} asked for</span></dd></div>
      <div><dt>Waiting</dt><dd class="num">${count(waiting)}</dd></div>
      <div><dt>Calls of the model</dt><dd class="num">${count(calls)}</dd></div>
    </dl>
    <${Spent} spent=${spentTodayUsd} budget=${budgetDayUsd} />
    <${LeftOut} reviewer=${reviewer} />
    <${NoVerdicts} outcomes=${outcomes} />
    ${
      configured &&
      html`
        <details>
          <summary>Model and prompts</summary>
          <dl class="facts">
            <div><dt>Model</dt><dd><code><${Text} text=${model ?? ''} limit=${120} /></code></dd></div>
            <div><dt>Prompts</dt><dd><${Identifier} value=${promptHash} /></dd></div>
          </dl>
        </details>
      `
    }
  `;
};
