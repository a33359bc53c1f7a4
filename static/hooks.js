// @ts-check
/** Hooks shared by the pages: something remote that is kept fresh, the time, and focus that survives a redraw. */

import { useCallback, useEffect, useLayoutEffect, useRef, useState } from './vendor/preact.js';

/**
 * @template Value
 * @typedef {object} Remote
 * @property {Value | null} value the newest answer, kept while a later request fails
 * @property {Error | null} error why the newest request failed; null after an answer
 * @property {boolean} loading
 * @property {number} answeredMs when `value` arrived, in ms since 1970; 0 before the first answer
 * @property {() => void} refresh ask again now
 */

/**
 * Keeps the answer to `ask` fresh: at once, every `everyMs` while the page is visible, and when it becomes visible
 * again. A new `key` forgets the old answer; the same key with another `freshness` keeps it until the new one is here.
 * @template Value
 * @param {(signal: AbortSignal) => Promise<Value>} ask
 * @param {{ key: string, freshness?: string, everyMs?: number, initial?: { value: Value, answeredMs: number } | null }} options
 * @returns {Remote<Value>}
 */
export const useRemote = (ask, { key, freshness = '', everyMs = 0, initial = null }) => {
  /** @typedef {{ key: string, value: Value | null, error: Error | null, loading: boolean, answeredMs: number }} State */
  const [state, setState] = useState(
    /** @type {State} */ ({ key, error: null, loading: true, ...(initial ?? { value: null, answeredMs: 0 }) }),
  );
  const [turn, setTurn] = useState(0);
  const askRef = useRef(ask);
  askRef.current = ask;

  // `freshness` and `turn` ask again although they are not read.
  useEffect(() => {
    const abort = new AbortController();
    setState((was) =>
      was.key === key ? { ...was, loading: true } : { key, value: null, error: null, loading: true, answeredMs: 0 },
    );
    askRef.current(abort.signal).then(
      (value) => {
        if (abort.signal.aborted) return;
        setState({ key, value, error: null, loading: false, answeredMs: Date.now() });
      },
      (error) => {
        if (abort.signal.aborted) return;
        setState((was) => ({ ...was, error, loading: false }));
      },
    );
    return () => abort.abort();
  }, [key, freshness, turn]);

  const refresh = useCallback(() => setTurn((was) => was + 1), []);
  useWhileVisible(refresh, everyMs);
  return { ...(state.key === key ? state : { ...state, value: null, error: null, loading: true }), refresh };
};

/**
 * @param {() => void} act
 * @param {number} everyMs 0 for never
 */
const useWhileVisible = (act, everyMs) => {
  useEffect(() => {
    if (everyMs === 0) return undefined;
    const whenVisible = () => {
      if (!document.hidden) act();
    };
    const timer = setInterval(whenVisible, everyMs);
    document.addEventListener('visibilitychange', whenVisible);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', whenVisible);
    };
  }, [act, everyMs]);
};

/** The time in ms since 1970, redrawing every half minute so that "3 min. ago" stays true. */
export const useNow = () => {
  const [now, setNow] = useState(() => Date.now());
  const tick = useCallback(() => setNow(Date.now()), []);
  useWhileVisible(tick, 30_000);
  return now;
};

/** @param {Element | null} element the row (see `shortcuts.js`) that the element is, or is in */
const rowOf = (element) =>
  /** @type {HTMLElement | null} */ (element?.closest('[data-item]')?.querySelector('[data-pr]'));

/**
 * Keeps the keyboard where it was when drawing the caller moves the focused element, or draws its row anew
 * somewhere else.
 */
export const useKeptFocus = () => {
  const before = document.activeElement;
  const prId = rowOf(before)?.dataset.pr;
  useLayoutEffect(() => {
    if (document.activeElement !== document.body || before === document.body) return;
    const again =
      before?.isConnected || prId === undefined ? before : document.querySelector(`[data-pr="${CSS.escape(prId)}"]`);
    if (again instanceof HTMLElement && again.isConnected) again.focus({ preventScroll: true });
  });
};

/**
 * The page's title, from what it shows.
 * @param {string} title
 */
export const useTitle = (title) => {
  useEffect(() => {
    document.title = `${title} · tangled-trust`;
  }, [title]);
};

/**
 * Goes to the place that the address names once it is drawn: when the page was loaded it was not there yet.
 * @param {boolean} isDrawn
 */
export const useHashTarget = (isDrawn) => {
  useEffect(() => {
    const id = location.hash.slice(1);
    if (isDrawn && id !== '') document.getElementById(id)?.scrollIntoView();
  }, [isDrawn]);
};
