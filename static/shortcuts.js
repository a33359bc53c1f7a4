// @ts-check
/** Single-key commands: never while typing, never with a modifier, and a person may switch them off. */

import { useEffect, useRef } from './vendor/preact.js';

const SETTING = 'tangled-trust:shortcuts';

/** Storage may be forbidden; then the choice lasts as long as the page. */
let offHere = false;

export const shortcutsOn = () => {
  try {
    return localStorage.getItem(SETTING) !== 'off';
  } catch {
    return !offHere;
  }
};

/** @param {boolean} on */
export const setShortcutsOn = (on) => {
  offHere = !on;
  try {
    localStorage.setItem(SETTING, on ? 'on' : 'off');
  } catch {
    // Kept in `offHere`.
  }
};

/** @param {EventTarget | null} target */
const isTyping = (target) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'SELECT', 'TEXTAREA'].includes(target.tagName)) &&
  !(target instanceof HTMLInputElement && target.type === 'checkbox');

/**
 * Runs the command of a pressed key while the component is on the page.
 * @param {Record<string, () => void>} commands by `KeyboardEvent.key`
 */
export const useShortcuts = (commands) => {
  const current = useRef(commands);
  current.current = commands;
  useEffect(() => {
    /** @param {KeyboardEvent} event */
    const obey = (event) => {
      const modified = event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
      if (modified || isTyping(event.target) || !shortcutsOn()) return;
      if (document.querySelector('dialog[open]') !== null) return;
      const command = Object.hasOwn(current.current, event.key) ? current.current[event.key] : undefined;
      if (command === undefined) return;
      event.preventDefault();
      command();
    };
    document.addEventListener('keydown', obey);
    return () => document.removeEventListener('keydown', obey);
  }, []);
};

const ROWS = '[data-row], [data-rowhead] a';

/**
 * Moves focus among the page's rows (`ROWS`), from the focused one or from the top.
 * @param {1 | -1} step
 */
export const moveRow = (step) => {
  const rows = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(ROWS)]);
  const inside = document.activeElement?.closest('[data-item]')?.querySelector(ROWS);
  const at = rows.findIndex((row) => row === document.activeElement || row === inside);
  const next = rows[at === -1 ? (step === 1 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + step))];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
};

/** The row the keyboard is on or in, or null. @returns {HTMLElement | null} */
export const currentRow = () => document.activeElement?.closest('[data-item]')?.querySelector('[data-row]') ?? null;
