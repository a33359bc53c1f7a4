// @ts-check
/** One pull request in the list: a line to scan, and the whole decision when opened in place. */

import { getReview } from '../api.js';
import { capital } from '../format.js';
import { useRemote } from '../hooks.js';
import { shownLane } from '../lanes.js';
import { prHref } from '../links.js';
import { html } from '../vendor/preact.js';
import { DecisionDetail } from './decision.js';
import { FindingCounts } from './findings.js';
import { LaneBadge } from './lane.js';
import { SmallBar } from './measure.js';
import { Failed, Guarded, Loading, Stale } from './states.js';
import { Person, Text, Time } from './text.js';

/** @import {Review, TriageItem} from '../shapes.js' */

const KEPT_REVIEWS = 60;
/** Answers already seen, so that opening a row again is instant; the oldest is dropped first. @type {Map<string, { value: Review, answeredMs: number }>} */
const seen = new Map();

/** @param {Review} review */
const keep = (review) => {
  seen.delete(review.prId);
  seen.set(review.prId, { value: review, answeredMs: Date.now() });
  const oldest = seen.keys().next().value;
  if (seen.size > KEPT_REVIEWS && oldest !== undefined) seen.delete(oldest);
  return review;
};

/** @param {{ item: TriageItem, id: string }} props */
const Detail = ({ item, id }) => {
  const ask = async (/** @type {AbortSignal} */ signal) => keep(await getReview(item.prId, signal));
  const remote = useRemote(ask, {
    key: item.prId,
    freshness: item.decidedAt ?? '',
    initial: seen.get(item.prId) ?? null,
  });
  const { value, error, answeredMs, refresh } = remote;
  return html`
    <div class="detail" id=${id} role="group" aria-label="Details">
      ${value === null && (error ? html`<${Failed} error=${error} retry=${refresh} />` : html`<${Loading} what="the decision" rows=${3} />`)}
      ${value !== null && error && html`<${Stale} error=${error} answeredMs=${answeredMs} retry=${refresh} />`}
      ${value !== null && html`<${Guarded} what="This decision"><${DecisionDetail} review=${value} /><//>`}
      <p class="detail-foot"><a href=${prHref(item.prId)}>Full page: files, history, provenance</a></p>
    </div>
  `;
};

/** @param {{ item: TriageItem }} props */
const Meta = ({ item }) => html`
  <p class="row-meta">
    <span class="repo-name"><${Text} text=${item.repoName} limit=${60} /></span>
    ${item.tier === 'sensitive' && html`<span class="tag" title="This repository asks every author for an attestation">sensitive</span>`}
    <span>by <${Person} did=${item.author} handle=${item.authorHandle} repo=${item.seenFrom} /></span>
    <span>opened <${Time} at=${item.createdAt} /></span>
  </p>
`;

/**
 * False where silence about the change would be mistaken for a clean one.
 * @param {TriageItem} item
 */
const wasRead = ({ contentRisk, findings }) =>
  contentRisk !== null || findings.high + findings.medium + findings.low > 0;

/**
 * @param {{ item: TriageItem, open: boolean, moved: boolean, toggle: (prId: string) => void }} props
 */
export const TriageRow = ({ item, open, moved, toggle }) => {
  const id = `detail-${encodeURIComponent(item.prId)}`;
  const [reason = ''] = item.reasons;
  return html`
    <li class=${`row lane-${shownLane(item.lane)}${open ? ' open' : ''}${moved ? ' moved' : ''}`} data-item>
      <div class="row-line">
        <${LaneBadge} lane=${item.lane} />
        <div class="row-main">
          <h3 class="row-title">
            <button
              type="button"
              data-row
              data-pr=${item.prId}
              aria-expanded=${open}
              aria-controls=${open ? id : null}
              onClick=${() => toggle(item.prId)}
            >
              <${Text} text=${item.title} limit=${240} />
            </button>
          </h3>
          <${Meta} item=${item} />
          <p class="row-reason">
            <span class="row-why">
              ${item.badge && html`<strong><${Text} text=${capital(item.badge)} limit=${40} /></strong>${reason && ' — '}`}<${Text} text=${capital(reason)} />
            </span>${' '}
            ${item.reasons.length > 1 && html`<span class="row-more quiet">+${item.reasons.length - 1} more</span>`}
          </p>
        </div>
        <div class="row-trust"><span class="cell-label" aria-hidden="true">trust</span><${SmallBar} value=${item.structural} label="Structural trust" title="Structural trust: how much trust reaches the author from the repository’s maintainers, 0 to 1" /></div>
        <div class="row-findings">${wasRead(item) ? html`<${FindingCounts} tally=${item.findings} />` : html`<span class="quiet">not read</span>`}</div>
        <svg class="chevron" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
          <path d="m4 6 4 4 4-4" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" />
        </svg>
      </div>
      ${open && html`<${Detail} item=${item} id=${id} />`}
    </li>
  `;
};
