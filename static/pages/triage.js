// @ts-check
/** The triage page: open pull requests by lane, scanned in one look, opened in place. */

import { LaneShape } from '../components/lane.js';
import { Shell } from '../components/shell.js';
import { Empty, Failed, Loading, OutOfDate, Stale } from '../components/states.js';
import { Time } from '../components/text.js';
import { countOf, TriageFilters } from '../components/triage-filters.js';
import { TriageRow } from '../components/triage-row.js';
import { count, plural } from '../format.js';
import { useKeptFocus, useRemote } from '../hooks.js';
import { LANES, SHOWN, shownLane } from '../lanes.js';
import { prHref } from '../links.js';
import { mount } from '../mount.js';
import { currentRow, moveRow, useShortcuts } from '../shortcuts.js';
import { getPages, leaveFrom, useFilter, useMoved, useOpenRows, useReturn } from '../triage-state.js';
import { html, useState } from '../vendor/preact.js';

/** @import {Filter} from '../components/triage-filters.js' */
/** @import {Triage, TriageItem} from '../shapes.js' */
/** @typedef {{ openRows: ReadonlySet<string>, moved: ReadonlySet<string>, toggle: (prId: string) => void }} Rows */

const POLL_MS = 10_000;

/** @type {import('../components/shell.js').Keys} */
const KEYS = [
  [['j', 'k'], 'next, previous pull request'],
  [['o', 'Enter'], 'open or close its details'],
  [['p'], 'go to its full page'],
  [['1', '2', '3'], 'show fast lane, normal queue, needs human'],
  [['0'], 'show all lanes'],
  [['/'], 'search'],
];

/** @param {{ change: (part: Partial<Filter>) => void }} props */
const useTriageKeys = ({ change }) => {
  useShortcuts({
    j: () => moveRow(1),
    k: () => moveRow(-1),
    o: () => currentRow()?.click(),
    p: () => {
      const prId = currentRow()?.dataset.pr;
      if (prId !== undefined) leaveFrom(prId, prHref(prId));
    },
    0: () => change({ lane: '' }),
    1: () => change({ lane: 'fast_lane' }),
    2: () => change({ lane: 'normal_queue' }),
    3: () => change({ lane: 'needs_human' }),
    '/': () => document.getElementById('search')?.focus(),
  });
};

/** @param {{ lane: import('../lanes.js').Shown, items: readonly TriageItem[], counted: number | undefined, rows: Rows }} props */
const LaneGroup = ({ lane, items, counted, rows }) => html`
  <section class="lane-group" aria-labelledby=${`lane-${lane}`}>
    <header class=${`lane-head lane-${lane}`}>
      <h2 id=${`lane-${lane}`}><${LaneShape} lane=${lane} />${LANES[lane].word} <span class="num">${count(counted ?? items.length)}</span></h2>
      <p>${LANES[lane].advice}</p>
    </header>
    <ul class="rows">
      ${items.map(
        (item) => html`
          <${TriageRow}
            key=${item.prId}
            item=${item}
            open=${rows.openRows.has(item.prId)}
            moved=${rows.moved.has(item.prId)}
            toggle=${rows.toggle}
          />
        `,
      )}
    </ul>
  </section>
`;

/** @param {{ filter: Filter, clear: () => void }} props */
const NothingFound = ({ filter, clear }) => {
  const filtered = filter.lane !== '' || filter.repo !== '' || filter.q !== '';
  if (!filtered) {
    return html`
      <${Empty} title="No open pull requests">
        <p>When one is opened on a repository this service follows, it appears here with its lane.</p>
      <//>
    `;
  }
  return html`
    <${Empty} title="Nothing matches">
      <p>No open pull request fits this lane, repository and search.</p>
      <p><button type="button" class="button" onClick=${clear}>Show all</button></p>
    <//>
  `;
};

/** @param {{ triage: Triage, filter: Filter, rows: Rows, clear: () => void, more: () => void }} props */
const Lanes = ({ triage, filter, rows, clear, more }) => {
  if (triage.items.length === 0) return html`<${NothingFound} filter=${filter} clear=${clear} />`;
  const groups = SHOWN.map((lane) => ({ lane, items: triage.items.filter((item) => shownLane(item.lane) === lane) }));
  return html`
    ${groups
      .filter(({ items }) => items.length > 0)
      .map(
        ({ lane, items }) => html`
          <${LaneGroup} key=${lane} lane=${lane} items=${items} counted=${countOf(triage.counts, lane)} rows=${rows} />
        `,
      )}
    ${
      triage.cursor !== null &&
      html`
        <p class="more">
          <button type="button" class="button" onClick=${more}>Show more</button>
          <span class="quiet">${count(triage.items.length)} shown</span>
        </p>
      `
    }
  `;
};

/** @param {{ triage: Triage | null, moved: number }} props */
const Freshness = ({ triage, moved }) => html`
  <p class="freshness quiet">
    ${triage && html`Trust as of <${Time} at=${triage.asOf} /> · refreshes by itself`}
    <span role="status">${moved > 0 ? ` · ${plural(moved, 'pull request')} changed lane since you opened this page` : ''}</span>
  </p>
`;

const TriagePage = () => {
  const { filter, settled, change } = useFilter();
  const { openRows, toggle } = useOpenRows();
  const [pages, setPages] = useState(1);
  const remote = useRemote((signal) => getPages(settled, pages, signal), {
    key: 'triage',
    freshness: JSON.stringify([settled, pages]),
    everyMs: POLL_MS,
  });
  const { value, error, answeredMs, refresh } = remote;
  const moved = useMoved(value?.items ?? null);
  useKeptFocus();
  useReturn(value !== null);
  useTriageKeys({ change });
  const clear = () => change({ lane: '', repo: '', q: '' });
  const rows = { openRows, moved, toggle };
  return html`
    <${Shell} current="/" keys=${KEYS}>
      <div class="page-head">
        <h1>Open pull requests</h1>
        <${Freshness} triage=${value} moved=${moved.size} />
      </div>
      <${TriageFilters} filter=${filter} counts=${value?.counts ?? null} repos=${value?.repos ?? []} change=${change} />
      ${value !== null && error && html`<${Stale} error=${error} answeredMs=${answeredMs} retry=${refresh} />`}
      ${value?.stale && html`<${OutOfDate} stale=${value.stale} />`}
      ${value === null && (error ? html`<${Failed} error=${error} retry=${refresh} />` : html`<${Loading} what="pull requests" rows=${8} />`)}
      ${value !== null && html`<${Lanes} triage=${value} filter=${filter} rows=${rows} clear=${clear} more=${() => setPages(pages + 1)} />`}
    <//>
  `;
};

mount(TriagePage);
