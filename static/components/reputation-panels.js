// @ts-check
/** The dashboard's panels of reputation: who is cut off from whom, whose conduct is low, how right sources were. */

import { count, fine, percent, plural, shortDid } from '../format.js';
import { didHref } from '../links.js';
import { html } from '../vendor/preact.js';
import { Person, Text, Time } from './text.js';
import { circuitWords } from './weighing.js';

/** @import {Circuit, Circuits, Metrics, Override, Prior} from '../shapes.js' */

const ROWS_SHOWN = 20;

/** Why there is nothing to show. @param {{ error: Error | null }} props */
const Unknown = ({ error }) =>
  html`<p class="quiet">${error === null ? 'Being read…' : html`Not known here: <${Text} text=${error.message} />.`}</p>`;

/** A source, or its saying nothing. @param {string} name */
const sourceWords = (name) => {
  const [source = '', silent] = name.split(':');
  const who = source === 'reviewer' ? 'blind reviewer' : source;
  return silent === 'silence' ? `${who}, when silent` : who;
};

/** @param {Circuit} each */
const drawCircuit = ({ pairId, agentA, agentB, circuit, openedAt, updatedAt, score, about }) => {
  const [word, meaning] = circuitWords(circuit);
  return html`
    <tr key=${pairId}>
      <th scope="row"><${Text} text=${sourceWords(agentA)} limit=${60} /></th>
      <td data-label="State"><span class=${`circuit ${word.replace(' ', '-')}`} title=${meaning}>${word}</span></td>
      <td class="with wrap" data-label="With">
        ${
          about === null
            ? html`<span class="mono"><${Text} text=${agentB} limit=${80} /></span>`
            : html`<${Person} did=${about.did} handle=${about.handle} repo=${about.repo} /> <span class="quiet">in <${Text} text=${about.repoName ?? about.repo} limit=${80} /></span>`
        }
      </td>
      <td data-label="Since"><${Time} at=${openedAt ?? updatedAt} /></td>
      <td class="num" data-label="Score">${fine(score)}</td>
    </tr>
  `;
};

/** @param {{ circuits: Circuits | null, error: Error | null }} props */
export const CircuitsList = ({ circuits, error }) => {
  if (circuits === null) return html`<${Unknown} error=${error} />`;
  const { items, counts } = circuits;
  const notClosed = items.filter(({ circuit }) => circuit !== 'CLOSED');
  const total = Object.values(counts).reduce((sum, amount) => sum + amount, 0);
  const all = total - counts.CLOSED;
  return html`
    ${all === 0 ? html`<p>No source is cut off from anybody.</p>` : html`<p><strong>${count(all)}</strong> of ${plural(total, 'circuit')} ${all === 1 ? 'is' : 'are'} not closed. Changes they concern are in the normal queue at best.</p>`}
    ${
      notClosed.length > 0 &&
      html`
        <table class="table stacks circuits">
          <caption class="vh">Circuits that are not closed, the worst first</caption>
          <thead><tr><th scope="col">Source</th><th scope="col">State</th><th scope="col">With</th><th scope="col">Since</th><th scope="col" class="num">Score</th></tr></thead>
          <tbody>${notClosed.slice(0, ROWS_SHOWN).map(drawCircuit)}</tbody>
        </table>
      `
    }
    ${all > ROWS_SHOWN && html`<p class="quiet">and ${count(all - ROWS_SHOWN)} more</p>`}
    <details class="explain">
      <summary>How is this made?</summary>
      <p>
        A circuit’s score, 0 to 1, is how often the source was right about one contributor in one repository of late, by what maintainers say;
        what they said fades by half each day. Below 0.30 the circuit opens: what the source says of them no longer counts. A day later it is on
        probation until something more is heard.
      </p>
      <p><a href="/trust/circuits">All circuits as JSON</a></p>
    </details>
  `;
};

/** @param {{ reputation: Metrics['reputation'] }} props */
export const LowConduct = ({ reputation }) => {
  if (!reputation) return html`<p class="quiet">Not known: this process keeps no reputation.</p>`;
  const { revoked, atRisk, people } = reputation;
  return html`
    <dl class="figures">
      <div><dt>Revoked</dt><dd class="num">${count(revoked)}</dd></div>
      <div><dt>At risk, below 500</dt><dd class="num">${count(atRisk)}</dd></div>
    </dl>
    ${people.length === 0 && html`<p class="quiet">Nobody’s conduct is below 500 of 1000, and nobody’s eligibility is revoked.</p>`}
    <ul class="low-conduct">
      ${people.map(
        ({ did, handle, total, previous, revoked: isRevoked }) => html`
          <li key=${did}>
            <a class="person" href=${`${didHref(did)}#conduct`}>${handle ? html`<${Text} text=${handle} limit=${60} />` : html`<bdi class="mono">${shortDid(did)}</bdi>`}</a>
            <span>${isRevoked ? html`<strong class="minus">revoked</strong>` : html`<span class="quiet">at risk</span>`}</span>
            <span class="num">${count(total)}${previous !== null && html` <span class="quiet">from ${count(previous)}</span>`}</span>
          </li>
        `,
      )}
    </ul>
    ${revoked + atRisk > people.length && html`<p class="quiet">and ${count(revoked + atRisk - people.length)} more</p>`}
    <details class="explain">
      <summary>How is this made?</summary>
      <p>
        Conduct is a number from 0 to 1000 for how somebody’s changes go, 500 for somebody unknown; each person’s page shows what it is made of.
        Below 300 the fast lane is closed to them until a maintainer or the operator reinstates them. High conduct opens nothing.
      </p>
      <p><a href="/health-report?days=7">The last seven days as JSON</a></p>
    </details>
  `;
};

/** How sure a rate is. @type {Record<Prior['confidence'], string>} */
const SURE = {
  low: 'low: under 5',
  medium: 'medium: 5 to 19',
  high: 'high: 20 to 99',
  certain: 'certain: 100, or locked',
};

/** @param {Prior} prior */
const drawPrior = ({
  id,
  tool,
  contextClass,
  rate,
  confidence,
  credibleInterval: { low, high },
  observations,
  suggestion,
}) => html`
  <tr key=${id}>
    <th scope="row">
      <${Text} text=${sourceWords(tool)} limit=${60} />
      ${contextClass !== '' && html`<span class="quiet mono block"><${Text} text=${contextClass} limit=${80} /></span>`}
      ${suggestion !== undefined && html`<span class="suggestion block"><${Text} text=${suggestion} limit=${200} /></span>`}
    </th>
    <td class="num" data-label="Right">${percent(rate)}</td>
    <td class="num" data-label="Interval">
      <span class="nowrap">${percent(low)} – ${percent(high)}</span>
      <span class="track range" aria-hidden="true"><span class="fill" style=${{ marginLeft: `${low * 100}%`, width: `${(high - low) * 100}%` }}></span></span>
    </td>
    <td class="num" data-label="Seen">${count(Math.round(observations))}</td>
    <td data-label="Confidence"><span title=${SURE[confidence]}>${confidence}</span></td>
  </tr>
`;

/** @param {Override} override */
const drawOverride = ({ entity: { kind, id }, confidence, strength, locked, updatedAt }) => html`
  <li key=${`${kind} ${id}`}>
    ${kind === 'agent' ? html`<${Person} did=${id} handle=${null} />` : html`<strong><${Text} text=${sourceWords(id)} limit=${60} /></strong>`}${' '}
    held at <span class="num">${fine(confidence)}</span>${locked ? ', locked: nothing seen moves it' : `, worth ${plural(strength, 'observation')}`}
    <span class="quiet">, <${Time} at=${updatedAt} /></span>
  </li>
`;

/** @param {{ value: { priors: Prior[], overrides: Override[] } | null, error: Error | null }} props */
export const HowRight = ({ value, error }) => {
  if (value === null) return html`<${Unknown} error=${error} />`;
  const { priors, overrides } = value;
  return html`
    ${
      priors.length === 0
        ? html`<p class="quiet">Nobody has said yet whether a source was right, so each counts in full.</p>`
        : html`
          <table class="table stacks priors">
            <caption class="vh">How often each source was right, the most observed first</caption>
            <thead><tr><th scope="col">Source</th><th scope="col" class="num">Right</th><th scope="col" class="num">90 % interval</th><th scope="col" class="num">Seen</th><th scope="col">Confidence</th></tr></thead>
            <tbody>${priors.slice(0, ROWS_SHOWN).map(drawPrior)}</tbody>
          </table>
        `
    }
    ${priors.length > ROWS_SHOWN && html`<p class="quiet">and ${count(priors.length - ROWS_SHOWN)} more</p>`}
    <h3>Overrides in force</h3>
    ${overrides.length === 0 ? html`<p class="quiet">None.</p>` : html`<ul class="overrides">${overrides.slice(0, ROWS_SHOWN).map(drawOverride)}</ul>`}
    ${overrides.length > ROWS_SHOWN && html`<p class="quiet">and ${count(overrides.length - ROWS_SHOWN)} more</p>`}
    <details class="explain">
      <summary>How is this made?</summary>
      <p>
        Maintainers say of findings whether they are right, and of sources what they missed; each kind of change (language, tier, size) is counted
        apart. The rate is the mean of Beta(1 + right, 1 + wrong), and with a chance of 90 % lies in the interval. A source that is surely often wrong counts
        for less; “when silent” is how often saying nothing was wrong, and never makes anything count for less. Nothing is switched off by itself.
      </p>
      <p><a href="/tools/priors">All rates as JSON</a>, <a href="/trust/overrides">all overrides</a></p>
    </details>
  `;
};
