// @ts-check
/** What a page shows when it has nothing to show yet, or cannot. */

import { ApiError } from '../api.js';
import { capital } from '../format.js';
import { Component, html } from '../vendor/preact.js';
import { Time } from './text.js';

/**
 * Grey bars where rows will be.
 * @param {{ what: string, rows?: number }} props
 */
export const Loading = ({ what, rows = 5 }) => html`
  <div class="loading" role="status">
    <span class="vh">Loading ${what}…</span>
    ${Array.from({ length: rows }, (_, row) => html`<div class="skeleton" key=${row} aria-hidden="true"></div>`)}
  </div>
`;

/**
 * Nothing there, and why that is all right.
 * @param {{ title: string, children?: unknown }} props
 */
export const Empty = ({ title, children }) => html`
  <div class="notice">
    <svg viewBox="0 0 48 48" width="48" height="48" aria-hidden="true">
      <path d="M8 26 14 10h20l6 16v12H8Zm0 0h10a6 6 0 0 0 12 0h10" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round" />
    </svg>
    <h2>${title}</h2>
    ${children}
  </div>
`;

/** @param {Error} error */
const headline = (error) => (error instanceof ApiError && error.status === 0 ? 'No answer' : 'That did not work');

/** @param {Error} error the message as a sentence, without its full stop */
const sentence = ({ message }) => capital(message).replace(/\.$/, '');

/**
 * A failure in place of the content.
 * @param {{ error: Error, retry: () => void, children?: unknown }} props
 */
export const Failed = ({ error, retry, children }) => html`
  <div class="notice failed" role="alert">
    <h2>${headline(error)}</h2>
    <p class="wrap">${sentence(error)}.</p>
    ${children}
    <p><button type="button" class="button" onClick=${retry}>Retry</button></p>
  </div>
`;

/**
 * A failure while older content stays on the page.
 * @param {{ error: Error, answeredMs: number, retry: () => void }} props
 */
export const Stale = ({ error, answeredMs, retry }) => html`
  <div class="stale-banner" role="alert">
    <p>
      <strong class="wrap">${sentence(error)}.</strong> What you see is from ${' '}
      <${Time} at=${new Date(answeredMs).toISOString()} />; it may have changed.
    </p>
    <button type="button" class="button" onClick=${retry}>Retry now</button>
  </div>
`;

/**
 * Decisions that are older than the facts, whether somebody decides again by now or nobody does.
 * @param {{ stale: import('../shapes.js').Stale }} props
 */
export const OutOfDate = ({ stale: { since, why } }) => html`
  <div class="stale-banner" role="status">
    <p>
      <strong>Decisions went out of date <${Time} at=${since} />:</strong> <span class="wrap">${why}</span>.
      ${' '}Until they are made again nothing counts for the fast lane. If this stays, nothing may be deciding here:
      whoever runs this service finds out with <code>tangled-trust doctor</code>.
    </p>
  </div>
`;

/** Keeps a fault in one part from blanking the page. @extends {Component<{ what: string, children?: unknown }, { fault: Error | null }>} */
export class Guarded extends Component {
  /** @param {{ what: string }} props */
  constructor(props) {
    super(props);
    this.state = { fault: null };
  }

  /** @param {Error} fault */
  static getDerivedStateFromError(fault) {
    console.error(fault);
    return { fault };
  }

  render() {
    const { what, children } = this.props;
    if (this.state.fault === null) return children;
    return html`
      <${Failed}
        error=${new Error(`${what} could not be drawn; the answer had an unexpected shape.`)}
        retry=${() => this.setState({ fault: null })}
      />
    `;
  }
}
