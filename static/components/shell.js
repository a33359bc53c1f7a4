// @ts-check
/** What surrounds every page: skip link, header with navigation, main, footer, and the help dialog. */

import { setShortcutsOn, shortcutsOn, useShortcuts } from '../shortcuts.js';
import { html, useRef, useState } from '../vendor/preact.js';
import { Guarded } from './states.js';

const PAGES = [
  { href: '/', name: 'Triage' },
  { href: '/dashboard', name: 'Dashboard' },
  { href: '/leaderboard', name: 'Leaderboard' },
];

/** @type {readonly (readonly [string[], string])[]} */
const EVERYWHERE = [
  [['g'], 'go to triage'],
  [['?'], 'this help'],
];

/** @typedef {readonly (readonly [string[], string])[]} Keys */

/** @param {{ keys: Keys }} props */
const KeyList = ({ keys }) => html`
  <dl class="keys">
    ${keys.map(
      ([names, does]) => html`
        <div key=${does}>
          <dt>${names.map((name) => html`<kbd key=${name}>${name}</kbd> `)}</dt>
          <dd>${does}</dd>
        </div>
      `,
    )}
  </dl>
`;

const Switch = () => {
  const [on, setOn] = useState(shortcutsOn);
  /** @param {Event} event */
  const change = (event) => {
    const wanted = /** @type {HTMLInputElement} */ (event.currentTarget).checked;
    setShortcutsOn(wanted);
    setOn(wanted);
  };
  return html`<label class="switch"><input type="checkbox" checked=${on} onChange=${change} /> Single-key shortcuts</label>`;
};

/** @param {{ keys: Keys, dialog: { current: HTMLDialogElement | null } }} props */
const Help = ({ keys, dialog }) => html`
  <dialog ref=${dialog} class="help" aria-labelledby="help-title">
    <h2 id="help-title">Keyboard and lanes</h2>
    <${KeyList} keys=${[...keys, ...EVERYWHERE]} />
    <${Switch} />
    <h3>How a lane is decided</h3>
    <p>
      Two questions, answered apart. <strong>Who:</strong> does trust reach the author, through vouches that start at the
      repository’s maintainers? <strong>What:</strong> do the machine checks, which never see who wrote the change, find a
      risk in it?
    </p>
    <p>A good change cannot make up for missing trust, and doubt only ever moves a pull request towards a person.</p>
    <button type="button" class="button" onClick=${() => dialog.current?.close()}>Close</button>
  </dialog>
`;

const Mark = () => html`
  <svg class="mark" viewBox="0 0 32 32" width="24" height="24" aria-hidden="true">
    <path d="M8 8.5 16 16m8-7.5L16 16m0 0v8" fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round" />
    <path class="lane-fast_lane" d="M8 4.6 12 11.4H4Z" fill="currentColor" />
    <circle class="lane-normal_queue" cx="24" cy="8.5" r="3.6" fill="currentColor" />
    <rect class="lane-needs_human" x="12.4" y="20.4" width="7.2" height="7.2" fill="currentColor" />
  </svg>
`;

/**
 * @param {{ current?: string, keys?: Keys, wide?: boolean, children?: unknown }} props `current` is the page's path
 */
export const Shell = ({ current = '', keys = [], children }) => {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const help = () => dialog.current?.showModal();
  useShortcuts({ '?': help, g: () => location.assign('/') });
  return html`
    <a class="skip" href="#main">Skip to content</a>
    <header class="top">
      <div class="inner">
        <a class="brand" href="/"><${Mark} />tangled-trust</a>
        <nav aria-label="Pages">
          ${PAGES.map(
            ({ href, name }) => html`
              <a key=${href} href=${href} aria-current=${href === current ? 'page' : null}>${name}</a>
            `,
          )}
        </nav>
        <button type="button" class="help-button" aria-label="Help and keyboard shortcuts" onClick=${help}>?</button>
      </div>
    </header>
    <main id="main" class="inner" tabindex="-1"><${Guarded} what="This page">${children}<//></main>
    <footer class="inner bottom">
      <p>Advice, not a merge button: every lane can be explained and recomputed from stored facts.</p>
    </footer>
    <${Help} keys=${keys} dialog=${dialog} />
  `;
};
