// @ts-check
/** What the triage page remembers: the filter in the address, open rows for the session, and which rows moved. */

import { getTriage } from './api.js';
import { DECIDED } from './lanes.js';
import { useEffect, useRef, useState } from './vendor/preact.js';

/** @import {Filter} from './components/triage-filters.js' */
/** @import {Triage, TriageItem} from './shapes.js' */

const OPEN_ROWS = 'tangled-trust:open-rows';
const PAGE_SIZE = 100;
const SEARCH_PAUSE_MS = 250;

/** A lane that is none filters nothing. @returns {Filter} */
const filterFromAddress = () => {
  const given = new URLSearchParams(location.search);
  const lane = DECIDED.find((known) => known === given.get('lane')) ?? '';
  return { lane, repo: given.get('repo') ?? '', q: given.get('q') ?? '' };
};

/** Another lane or repository is a step that Back undoes; typing is none. @param {Filter} filter */
const rememberInAddress = (filter) => {
  const kept = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== '')).toString();
  const search = kept === '' ? '' : `?${kept}`;
  if (search === location.search) return;
  const before = filterFromAddress();
  const address = `${location.pathname}${search}`;
  if (before.lane === filter.lane && before.repo === filter.repo) history.replaceState(history.state, '', address);
  else history.pushState(null, '', address);
};

/**
 * The filter, shareable as the page's address; `settled` follows it once typing pauses.
 * @returns {{ filter: Filter, settled: Filter, change: (part: Partial<Filter>) => void }}
 */
export const useFilter = () => {
  const [filter, setFilter] = useState(filterFromAddress);
  const [settled, setSettled] = useState(filter);
  useEffect(() => {
    const typing = filter.q !== settled.q;
    const timer = setTimeout(() => setSettled(filter), typing ? SEARCH_PAUSE_MS : 0);
    return () => clearTimeout(timer);
  }, [filter]);
  useEffect(() => rememberInAddress(settled), [settled]);
  useEffect(() => {
    const restore = () => {
      const restored = filterFromAddress();
      setFilter(restored);
      setSettled(restored);
    };
    addEventListener('popstate', restore);
    return () => removeEventListener('popstate', restore);
  }, []);
  return { filter, settled, change: (part) => setFilter((was) => ({ ...was, ...part })) };
};

/**
 * Goes to another page from a row, which has the focus again after Back.
 * @param {string} prId
 * @param {string} [href] left out where the browser itself follows a link
 */
export const leaveFrom = (prId, href) => {
  history.replaceState({ row: prId }, '');
  if (href !== undefined) location.assign(href);
};

/** @returns {string | null} the row the page was left from, told once */
const takeLeftRow = () => {
  const row = history.state?.row;
  if (typeof row !== 'string') return null;
  history.replaceState(null, '');
  return row;
};

/**
 * Focus on the row that the page was left from, as soon as the list is there.
 * @param {boolean} drawn
 */
export const useReturn = (drawn) => {
  useEffect(() => {
    if (!drawn) return undefined;
    const focus = () => {
      const row = takeLeftRow();
      const button = row === null ? null : document.querySelector(`[data-row][data-pr="${CSS.escape(row)}"]`);
      if (button instanceof HTMLElement) button.focus();
    };
    const follow = (/** @type {MouseEvent} */ { target }) => {
      const item = target instanceof Element ? target.closest('a[href]')?.closest('[data-item]') : null;
      const button = item?.querySelector('[data-row]');
      if (button instanceof HTMLElement && button.dataset.pr !== undefined) leaveFrom(button.dataset.pr);
    };
    focus();
    // A page kept whole by the browser comes back without being drawn anew.
    addEventListener('pageshow', focus);
    document.addEventListener('click', follow);
    return () => {
      removeEventListener('pageshow', focus);
      document.removeEventListener('click', follow);
    };
  }, [drawn]);
};

/** @returns {ReadonlySet<string>} */
const storedRows = () => {
  try {
    const stored = JSON.parse(sessionStorage.getItem(OPEN_ROWS) ?? '[]');
    return new Set(Array.isArray(stored) ? stored.filter((id) => typeof id === 'string') : []);
  } catch {
    return new Set();
  }
};

/**
 * Which rows are open, kept when a person follows a link and comes back.
 * @returns {{ openRows: ReadonlySet<string>, toggle: (prId: string) => void }}
 */
export const useOpenRows = () => {
  const [openRows, setOpenRows] = useState(storedRows);
  useEffect(() => {
    try {
      sessionStorage.setItem(OPEN_ROWS, JSON.stringify([...openRows]));
    } catch {
      // Storage is forbidden or full: rows stay open for as long as the page does.
    }
  }, [openRows]);
  /** @param {string} prId */
  const toggle = (prId) =>
    setOpenRows((was) => {
      const next = new Set(was);
      if (!next.delete(prId)) next.add(prId);
      return next;
    });
  return { openRows, toggle };
};

/**
 * The first `pages` pages of the list as one answer, without repeating a pull request that moved between pages.
 * @param {Filter} filter
 * @param {number} pages
 * @param {AbortSignal} signal
 * @returns {Promise<Triage>}
 */
export const getPages = async (filter, pages, signal) => {
  const first = await getTriage({ ...filter, limit: PAGE_SIZE }, signal);
  const items = new Map(first.items.map((item) => [item.prId, item]));
  let { cursor } = first;
  for (let page = 1; page < pages && cursor !== null; page += 1) {
    const next = await getTriage({ ...filter, limit: PAGE_SIZE, cursor }, signal);
    for (const item of next.items) items.set(item.prId, item);
    cursor = next.cursor;
  }
  return { ...first, items: [...items.values()], cursor };
};

/**
 * Pull requests whose lane changed while the page was open, marked until the page is left.
 * @param {readonly TriageItem[] | null} items
 * @returns {ReadonlySet<string>}
 */
export const useMoved = (items) => {
  const lanes = useRef(/** @type {Map<string, string | null>} */ (new Map()));
  const [moved, setMoved] = useState(/** @type {ReadonlySet<string>} */ (new Set()));
  useEffect(() => {
    const changed = (items ?? []).filter(({ prId, lane }) => (lanes.current.get(prId) ?? lane) !== lane);
    for (const { prId, lane } of items ?? []) lanes.current.set(prId, lane);
    if (changed.length > 0) setMoved((was) => new Set([...was, ...changed.map(({ prId }) => prId)]));
  }, [items]);
  return moved;
};
