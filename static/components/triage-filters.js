// @ts-check
/** The filters above the list: lanes with their counts, repository, search. */

import { clip, count } from '../format.js';
import { DECIDED, LANES, SHOWN } from '../lanes.js';
import { html } from '../vendor/preact.js';
import { LaneShape } from './lane.js';

/** @import {LaneCounts, RepoCount} from '../shapes.js' */

/** @typedef {{ lane: string, repo: string, q: string }} Filter an empty string filters nothing */

/** @param {LaneCounts} counts */
const total = (counts) => SHOWN.reduce((sum, lane) => sum + (countOf(counts, lane) ?? 0), 0);

/**
 * @param {LaneCounts} counts
 * @param {import('../lanes.js').Shown} lane
 */
export const countOf = (counts, lane) => counts[lane];

/** @param {{ counts: LaneCounts | null, lane: string, choose: (lane: string) => void }} props */
const LaneTabs = ({ counts, lane, choose }) => html`
  <div class="lane-tabs" role="group" aria-label="Show lane">
    <button type="button" class="lane-tab" aria-pressed=${lane === ''} onClick=${() => choose('')}>
      <span class="tab-count num">${counts ? count(total(counts)) : '–'}</span>
      <span class="tab-word">All open <kbd aria-hidden="true">0</kbd></span>
    </button>
    ${DECIDED.map(
      (shown) => html`
        <button
          type="button"
          key=${shown}
          class=${`lane-tab lane-${shown}`}
          aria-pressed=${lane === shown}
          onClick=${() => choose(shown)}
        >
          <span class="tab-count num"><${LaneShape} lane=${shown} />${counts ? count(counts[shown]) : '–'}</span>
          <span class="tab-word">${LANES[shown].word} <kbd aria-hidden="true">${LANES[shown].key}</kbd></span>
        </button>
      `,
    )}
  </div>
`;

/**
 * @param {{ filter: Filter, counts: LaneCounts | null, repos: readonly RepoCount[], change: (part: Partial<Filter>) => void }} props
 */
export const TriageFilters = ({ filter, counts, repos, change }) => {
  /** @param {Event} event */
  const given = (event) => /** @type {HTMLInputElement | HTMLSelectElement} */ (event.currentTarget).value;
  /** @param {KeyboardEvent} event */
  const leave = (event) => {
    if (event.key === 'Escape') /** @type {HTMLElement} */ (event.currentTarget).blur();
  };
  const chosenIsListed = filter.repo === '' || repos.some(({ repo }) => repo === filter.repo);
  return html`
    <div class="filters">
      <${LaneTabs} counts=${counts} lane=${filter.lane} choose=${(/** @type {string} */ lane) => change({ lane })} />
      <div class="filter-fields" role="search" aria-label="Pull requests">
        <label>
          <span>Repository</span>
          <select value=${filter.repo} onChange=${(/** @type {Event} */ event) => change({ repo: given(event) })}>
            <option value="">All repositories</option>
            ${!chosenIsListed && html`<option value=${filter.repo}>${clip(filter.repo, 60)}</option>`}
            ${repos.map(({ repo, repoName, open }) => html`<option key=${repo} value=${repo}>${clip(repoName, 60)} (${open})</option>`)}
          </select>
        </label>
        <label>
          <span>Search <kbd aria-hidden="true">/</kbd></span>
          <input
            id="search"
            type="search"
            autocomplete="off"
            spellcheck=${false}
            placeholder="title or author"
            value=${filter.q}
            onInput=${(/** @type {Event} */ event) => change({ q: given(event) })}
            onKeyDown=${leave}
          />
        </label>
      </div>
    </div>
  `;
};
