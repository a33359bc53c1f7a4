// @ts-check
/** How content was weighed: which source counts for how much here and why, and what that leaves of each finding. */

import { count, fine, percent, plural } from '../format.js';
import { html } from '../vendor/preact.js';
import { Text } from './text.js';

/** @import {CircuitState, Fusion, FusionTerm, SourceWeight} from '../shapes.js' */

const TERMS_SHOWN = 20;

/** @type {Record<CircuitState, readonly [string, string]>} */
const CIRCUITS = {
  CLOSED: ['closed', 'it counts as any other'],
  HALF_OPEN: ['on probation', 'its cooldown is over; what is heard of it next decides'],
  OPEN: ['open', 'it kept being wrong: cut off for now'],
  TERMINATED: ['terminated', 'cut off until somebody resets it'],
};

/** A state that is none of these counts as the worst. @param {string} state @returns {readonly [string, string]} */
export const circuitWords = (state) =>
  Object.entries(CIRCUITS).find(([known]) => known === state)?.[1] ?? CIRCUITS.TERMINATED;

/** @param {SourceWeight} weight */
const isNotable = ({ weight, circuit = 'CLOSED' }) => weight < 1 || circuit !== 'CLOSED';

/** 1 only where it is in full. @param {number} value */
const share = (value) => (value < 1 && value >= 0.995 ? value.toFixed(3) : fine(value));

/** What a weight goes by. @param {{ each: SourceWeight }} props */
const Ground = ({ each: { by, observations, contextClass, rate, interval } }) => {
  if (by === 'nothing') return 'no verdict on what it says is known';
  if (by === 'lock') return 'an override sets it so, and nothing moves it';
  const verdicts = plural(Math.round(observations), 'verdict');
  const said = by === 'override' ? (observations > 0 ? `an override and ${verdicts}` : 'an override') : verdicts;
  return html`
    ${said}${observations > 0 && contextClass !== '' && html` on changes like this one (<span class="mono"><${Text} text=${contextClass} limit=${80} /></span>)`},
    ${' '}by which it is right in <span class="num">${percent(rate)}</span> of cases (90 % interval ${' '}<span class="num nowrap">${percent(interval[0])} – ${percent(interval[1])}</span>)
  `;
};

/** A source that is cut off and counts is so for what it did not say. @param {{ circuit: string, isHeard: boolean }} props */
const Circuit = ({ circuit, isHeard }) => {
  const [word, cut] = circuitWords(circuit);
  const meaning =
    isHeard && circuit !== 'HALF_OPEN'
      ? 'it let pass what it should have found; what it says counts all the same'
      : cut;
  return html`<a href="/dashboard#circuits">its circuit with the author here</a> is <strong>${word}</strong> (${meaning}), which holds the lane at the normal queue at best`;
};

/** @param {{ each: SourceWeight }} props */
const Weight = ({ each }) => {
  const { source, weight, by, circuit = 'CLOSED' } = each;
  const counts =
    weight >= 1
      ? 'in full'
      : weight === 0
        ? 'for nothing'
        : html`for <strong class="num">${share(weight)}</strong> of 1`;
  const isCut = weight === 0 && by !== 'lock' && circuit !== 'CLOSED' && circuit !== 'HALF_OPEN';
  return html`
    <li>
      <strong><${Text} text=${source === 'reviewer' ? 'The blind reviewer' : source} limit=${60} /></strong>
      ${' '}counts ${counts}: ${!isCut && html`<${Ground} each=${each} />`}${!isCut && circuit !== 'CLOSED' && '; '}${circuit !== 'CLOSED' && html`<${Circuit} circuit=${circuit} isHeard=${weight > 0} />`}.
    </li>
  `;
};

/** @param {FusionTerm} term */
const keptAs = ({ said, counts }) => {
  if (said === null) return '–';
  if (counts === null) return html`not at all <span class="quiet">(said ${said})</span>`;
  return said === counts ? counts : html`${counts} <span class="quiet">(said ${said})</span>`;
};

/** @param {FusionTerm} term */
const whatOf = ({ source, what, at }) => {
  const name = what === 'verdict' ? 'the reviewer’s number' : `${source}/${what}`;
  return at === undefined ? name : `${name} ${at.file}:${at.line}`;
};

/** @param {{ terms: readonly FusionTerm[] }} props */
const Terms = ({ terms }) => {
  const gravest = [...terms].sort((a, b) => b.risk - a.risk || b.raw - a.raw);
  return html`
    <table class="table stacks terms">
      <caption class="vh">What each finding adds to the risk, the most first</caption>
      <thead><tr><th scope="col">Said</th><th scope="col" class="num">Risk</th><th scope="col" class="num">× weight</th><th scope="col" class="num">= counts</th><th scope="col">As</th></tr></thead>
      <tbody>
        ${gravest.slice(0, TERMS_SHOWN).map(
          (term, index) => html`
            <tr key=${index}>
              <th scope="row" class="mono"><${Text} text=${whatOf(term)} limit=${160} /></th>
              <td class="num" data-label="Risk">${share(term.raw)}</td>
              <td class="num" data-label="× weight">${share(term.weight)}</td>
              <td class="num" data-label="= counts">${share(term.risk)}</td>
              <td data-label="As">${keptAs(term)}</td>
            </tr>
          `,
        )}
      </tbody>
    </table>
    ${terms.length > TERMS_SHOWN && html`<p class="quiet">and ${count(terms.length - TERMS_SHOWN)} more, each no higher</p>`}
  `;
};

const HowWeighed = () => html`
  <details class="explain">
    <summary>How is content weighed?</summary>
    <p>
      A finding’s risk (high 0.90, medium 0.40, low 0.10) is multiplied by the weight of its source; what is left counts as high from 0.70,
      medium from 0.30, low above 0. The content risk is the highest of all. A weight is the upper end of what verdicts so far allow, so that
      doubt counts a finding in full; or what an override says; or 0 while the source is cut off from the author. Weighing never opens the fast
      lane that the unweighted content would not.
    </p>
    <p><a href="/dashboard#how-right">How right each source was</a>, <a href="/dashboard#circuits">circuits that are not closed</a></p>
  </details>
`;

/**
 * The weights and terms where anything counts for less or a circuit is not closed; otherwise one line.
 * @param {{ fusion: Fusion | undefined }} props
 */
export const Weighing = ({ fusion }) => {
  const notable = fusion?.weights.filter(isNotable) ?? [];
  if (fusion === undefined || notable.length === 0)
    return html`<p class="weighing quiet">All sources count in full.</p>`;
  const full = fusion.weights.length - notable.length;
  return html`
    <div class="weighing">
      <h3>Not every source counts in full here</h3>
      <ul class="reasons">
        ${notable.map((each) => html`<${Weight} key=${each.source} each=${each} />`)}
        ${full > 0 && html`<li class="quiet">The other ${full === 1 ? 'one counts' : `${count(full)} count`} in full.</li>`}
      </ul>
      ${fusion.terms.length > 0 && html`<details><summary>Term by term (${count(fusion.terms.length)})</summary><${Terms} terms=${fusion.terms} /></details>`}
      <${HowWeighed} />
    </div>
  `;
};
