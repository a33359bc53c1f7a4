// @ts-check
/** How somebody's changes go: the total, what it is made of, and whether it has cost them the fast lane. */

import { capital, count, fine, percent } from '../format.js';
import { html } from '../vendor/preact.js';
import { Person, Text, Time } from './text.js';

/** @import {ConductExplanation} from '../shapes.js' */
/** @typedef {Readonly<Record<string, string | null>>} Handles */

/** @type {Record<string, readonly [string, string]>} */
const DIMENSIONS = {
  policy_compliance: ['Policy', 'rules of the repositories kept: attestations, runs that pass'],
  resource_efficiency: ['Effort', 'changes within the budget for reading and reviewing them'],
  output_quality: ['Quality', 'work accepted, and not taken back later'],
  security_posture: ['Security', 'nothing dangerous confirmed in what they offered'],
  collaboration_health: ['Collaboration', 'what maintainers asked for was answered within 14 days'],
};

/** @param {string} name @returns {readonly [string, string]} */
const dimensionWords = (name) => DIMENSIONS[name] ?? [capital(name.replaceAll('_', ' ')), ''];

/** Each tier with the total it begins at. @type {Record<string, readonly [string, string]>} */
const TIERS = {
  verified_partner: ['verified partner', '900 or more'],
  trusted: ['trusted', '700 to 899'],
  standard: ['standard', '500 to 699'],
  probationary: ['probationary', '300 to 499'],
  untrusted: ['untrusted', 'below 300'],
};

/** @type {Record<string, string>} */
const TRENDS = {
  improving: '↗ improving: the last five days are more than 50 above the five before',
  degrading: '↘ degrading: the last five days are more than 50 below the five before',
  stable: '→ stable over the last ten days',
};

/** @param {{ conduct: ConductExplanation }} props */
const Revoked = ({ conduct: { revoked, revocation_reason: reason } }) =>
  revoked
    ? html`
      <div class="revoked">
        <p><strong>Eligibility for the fast lane is revoked.</strong> ${reason !== null && html`<span class="wrap">Reason: <${Text} text=${reason} limit=${400} />.</span>`}</p>
        <p>
          Until it is given back, every change of theirs goes to a person. No later total brings it back: only a maintainer does, for their
          repository, with a signed record <code class="identifier">sh.tangled.trust.eligibility</code>, or the operator, everywhere. Only
          newer signals can then revoke it again.
        </p>
      </div>
    `
    : null;

/** @param {{ conduct: ConductExplanation }} props */
const Total = ({ conduct: { total_score: total, tier, previous_score: previous, score_change: change, trend } }) => {
  const [word, range] = TIERS[tier] ?? [tier, ''];
  return html`
    <div class="gauge">
      <div class="gauge-head">
        <span class="conduct-total num">${count(total)}</span>
        <span class="quiet">of 1000</span>
        <span class="gauge-verdict">${word}</span> <span class="quiet">(${range})</span>
      </div>
      <div class="gauge-track" aria-hidden="true">
        <div class="fill" style=${{ width: `${Math.min(1000, Math.max(0, total)) / 10}%` }}></div>
        ${[300, 500, 700, 900].map((at) => html`<div key=${at} class="gauge-mark" style=${{ left: `${at / 10}%` }}><span>${at}</span></div>`)}
      </div>
      <p class="quiet">
        ${previous !== null && html`<span>Before that ${count(previous)} (<span class=${change < 0 ? 'minus num' : 'plus num'}>${change < 0 ? '−' : '+'}${count(Math.abs(change))}</span>). </span>`}
        ${capital(TRENDS[trend] ?? trend)}.
      </p>
    </div>
  `;
};

/** @param {{ dimensions: ConductExplanation['dimensions'] }} props */
const Dimensions = ({ dimensions }) => html`
  <table class="table stacks dimensions">
    <caption class="vh">The five dimensions of conduct</caption>
    <thead><tr><th scope="col">Dimension</th><th scope="col">Score, 0 to 100</th><th scope="col" class="num">Signals</th><th scope="col" class="num">Share</th><th scope="col" class="num">Adds</th></tr></thead>
    <tbody>
      ${Object.entries(dimensions).map(([name, { score, signal_count: signals, weight, contribution }]) => {
        const [word, meaning] = dimensionWords(name);
        return html`
          <tr key=${name}>
            <th scope="row"><${Text} text=${word} limit=${60} /><span class="quiet block">${meaning}</span></th>
            <td data-label="Score">
              <span class="small-bar">
                <span class="num">${score.toFixed(1)}</span>
                <span class="track" aria-hidden="true"><span class=${`fill ${score < 50 ? 'below' : ''}`} style=${{ width: `${Math.min(100, Math.max(0, score))}%` }}></span></span>
              </span>
            </td>
            <td class="num" data-label="Signals">${count(signals)}</td>
            <td class="num" data-label="Share">${percent(weight)}</td>
            <td class="num" data-label="Adds">${count(Math.round(contribution * 10))}</td>
          </tr>
        `;
      })}
    </tbody>
  </table>
`;

/** A maintainer is named; a part of this service is a word. @param {{ source: string, handles: Handles }} props */
const SaidBy = ({ source, handles }) => {
  const did = /^consumer:(did:.+)$/.exec(source)?.[1];
  if (did === undefined) return html`<${Text} text=${source.replaceAll('_', ' ')} limit=${120} />`;
  return html`<${Person} did=${did} handle=${handles[did]} limit=${60} />`;
};

/** @param {{ signals: ConductExplanation['recent_signals'], handles: Handles }} props */
const Signals = ({ signals, handles }) => html`
  <h3>The last ${signals.length === 1 ? 'signal' : `${count(signals.length)} signals`}, newest first</h3>
  <ul class="signals">
    ${[...signals].reverse().map(
      ({ dimension, value, source, timestamp }, index) => html`
        <li key=${index}>
          <span class=${`signal-value num ${value < 0.5 ? 'minus' : 'plus'}`}>${fine(value)}</span>
          <span class="wrap"><${Text} text=${dimensionWords(dimension)[0]} limit=${60} /> <span class="quiet">by <${SaidBy} source=${source} handles=${handles} /></span></span>
          <span class="quiet"><${Time} at=${timestamp} /></span>
        </li>
      `,
    )}
  </ul>
`;

/** @param {{ did: string }} props */
const HowConductIsMade = ({ did }) => html`
  <details class="explain">
    <summary>How is this made?</summary>
    <p>
      Signals come from what maintainers said, what the service saw and what the person did; no stranger’s record moves them. Each is a
      number from 0, the worst, to 1. A dimension is the mean of its last 100, the newest counting nearly twice the oldest, times 100, and 50
      without any; the total is ten times their weighted sum.
    </p>
    <p>Below 500 somebody is at risk. Below 300 eligibility for the fast lane is revoked, once. Anybody can check it:
      ${' '}<a href=${`/agents/${encodeURIComponent(did)}/explanation`}>this as JSON</a>, <a href="/trust/weights">the shares</a>.</p>
  </details>
`;

/**
 * `handles`: the names of people, as far as they are known.
 * @param {{ did: string, conduct: ConductExplanation | null, error: Error | null, handles: Handles }} props
 */
export const ConductPanel = ({ did, conduct, error, handles }) => {
  const isKnown = conduct !== null && Object.keys(conduct.dimensions).length > 0;
  return html`
    <section class="panel" id="conduct">
      <h2>Conduct: how their changes go</h2>
      ${conduct === null && html`<p class="quiet">${error === null ? 'Being read…' : html`Not known here: <${Text} text=${error.message} />.`}</p>`}
      ${conduct !== null && html`<${Revoked} conduct=${conduct} />`}
      ${conduct !== null && !isKnown && html`<p>Nothing is known of how their changes went, which counts as <strong>500</strong> of 1000: neither for nor against.</p>`}
      ${isKnown && html`<${Total} conduct=${conduct} /><${Dimensions} dimensions=${conduct.dimensions} />`}
      ${isKnown && conduct.recent_signals.length > 0 && html`<${Signals} signals=${conduct.recent_signals} handles=${handles} />`}
      <p class="quiet conduct-note">
        Conduct is apart from trust: however high, it moves no change into a faster lane. It has one effect, downwards, below 300.
      </p>
      <${HowConductIsMade} did=${did} />
    </section>
  `;
};
