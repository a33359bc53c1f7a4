// @ts-check
/** Whether the checks were right about this change as a whole: what was missed, what was said before, and with which key. */

import { Judged, placeOf, VERDICT_WORDS } from '../judging.js';
import { html, useContext, useState } from '../vendor/preact.js';
import { GivenVerdict, LastSaid } from './judge.js';
import { KeyDialog } from './key-dialog.js';
import { Text } from './text.js';

/** @import {About, Evidence, FindingVerdict, Review} from '../shapes.js' */

/** @param {string} source @returns {About} */
const wholeOf = (source) => ({ source, rule: '', file: '', line: 0 });

/** The sources that looked at the change. @param {Review} review */
const lookedAt = ({ evidence }) => {
  if (!evidence) return [];
  const named = (evidence.coverage?.sources ?? []).map(({ source }) => source);
  return [...new Set(evidence.verdict ? [...named, 'reviewer'] : named)].sort();
};

/** The places that have buttons of their own. @param {Evidence | null} evidence */
const placesIn = (evidence) =>
  new Set([
    ...(evidence?.findings ?? []).map(placeOf),
    ...(evidence?.verdict?.flags ?? []).map(({ file, line }) =>
      placeOf({ source: 'reviewer', rule: 'flag', file, line }),
    ),
  ]);

/** @param {{ sources: readonly string[] }} props */
const Missed = ({ sources }) => {
  const judging = useContext(Judged);
  const [chosen, choose] = useState('');
  if (judging === null || sources.length === 0) return null;
  const source = sources.includes(chosen) ? chosen : '';
  const place = placeOf(wholeOf(source));
  const isSending = judging.last?.place === place && judging.last.state === 'sending';
  /** @param {Event} event */
  const change = (event) => choose(/** @type {HTMLSelectElement} */ (event.currentTarget).value);
  /** @param {Event} event */
  const submit = (event) => {
    event.preventDefault();
    if (source !== '' && !isSending) judging.say(wholeOf(source), 'missed');
  };
  return html`
    <form class="missed-form" onSubmit=${submit}>
      <label for="missed-source">Which should have found something here, and did not?</label>
      <span class="missed-fields">
        <select id="missed-source" required value=${source} onChange=${change}>
          <option value="">Choose a source</option>
          ${sources.map((each) => html`<option key=${each} value=${each}>${each === 'reviewer' ? 'the blind reviewer' : each}</option>`)}
        </select>
        <button type="submit" class="button" aria-disabled=${isSending}>Something was missed</button>
      </span>
      <${LastSaid} place=${place} />
    </form>
  `;
};

/** @param {{ given: readonly FindingVerdict[] }} props */
const Given = ({ given }) =>
  given.length > 0
    ? html`
      <h3>Said of sources as a whole, or of what is no longer found</h3>
      <ul class="given">${given.map((verdict) => html`<${GivenVerdict} key=${`${placeOf(verdict)} ${verdict.by}`} verdict=${verdict} named=${true} />`)}</ul>
    `
    : null;

const Key = () => {
  const judging = useContext(Judged);
  if (judging === null || !judging.hasKey) return null;
  return html`
    <p>
      You speak as the operator: a key is kept for this tab.${' '}
      <button type="button" class="link-button" onClick=${judging.forget}>Forget the key</button>
    </p>
  `;
};

const HowItCounts = () => html`
  <details class="explain">
    <summary>How does a verdict count?</summary>
    <ul class="reasons">
      <li>“${VERDICT_WORDS.confirmed}” and “${VERDICT_WORDS['false-alarm']}” say how often what a source reports is right; the rate is on the
        ${' '}<a href="/dashboard#how-right">dashboard</a>. Where it is surely low, its findings count for less, and the change is then in the
        normal queue at best where they would have held it back.</li>
      <li>A source that keeps being wrong about one contributor in one repository is${' '}<a href="/dashboard#circuits">cut off</a> from them for a day,
        and meanwhile nothing of theirs gets the fast lane.</li>
      <li>“${VERDICT_WORDS.missed}” never makes a finding count for less: it holds the lane.</li>
      <li>A finding confirmed also counts in its author’s conduct.</li>
    </ul>
    <p>
      Only maintainers of the repository count, and the operator; the author never does. Sign-in for maintainers is to come. Until then, and
      ever after, a maintainer can publish a signed record,${' '}<code class="identifier">sh.tangled.trust.findingVerdict</code>; deleting it
      takes it back.
    </p>
  </details>
`;

/** @param {{ review: Review }} props */
export const VerdictsPanel = ({ review }) => {
  const judging = useContext(Judged);
  if (judging === null || !review.evidence) return null;
  const places = placesIn(review.evidence);
  const elsewhere = (judging.verdicts ?? []).filter((each) => !places.has(placeOf(each)));
  const sources = lookedAt(review);
  return html`
    <section class="panel" id="verdicts">
      <h2>Were the checks right?</h2>
      <p class="quiet">
        ${places.size > 0 && 'Each finding has its own buttons. '}Verdicts decide how far a source is relied on from now on.${' '}
        <a href=${`/trust/findings/verdict?pull=${encodeURIComponent(review.prId)}`}>Those given, as JSON</a>
      </p>
      ${judging.verdicts === null && judging.error && html`<p class="quiet">What was said so far could not be read: <${Text} text=${judging.error.message} />.</p>`}
      <${Missed} sources=${sources} />
      <${Given} given=${elsewhere} />
      <${Key} />
      <${HowItCounts} />
    </section>
    <${KeyDialog} />
  `;
};
