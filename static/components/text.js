// @ts-check
/** Words that other people wrote, times and identities: always text, isolated, and with nothing hidden in them. */

import { absoluteTime, clip, relativeTime, shortDid } from '../format.js';
import { parts } from '../hidden-characters.js';
import { useNow } from '../hooks.js';
import { didHref } from '../links.js';
import { html } from '../vendor/preact.js';

/** @param {import('../hidden-characters.js').Part} part */
const drawPart = (part) =>
  part.kind === 'text' ? part.text : html`<span class="hidden-char" title=${part.name}>${part.code}</span>`;

/**
 * Other people's prose on one line or several: isolated from the direction of what surrounds it.
 * @param {{ text: string, limit?: number }} props
 */
export const Text = ({ text, limit = 300 }) => html`<bdi>${parts(clip(text, limit), 'prose').map(drawPart)}</bdi>`;

/**
 * Other people's code, quoted: every invisible character is named.
 * @param {{ text: string, limit?: number }} props
 */
export const Code = ({ text, limit = 600 }) =>
  html`<code><bdi>${parts(clip(text, limit), 'code').map(drawPart)}</bdi></code>`;

/**
 * "3 hr. ago", with the exact time on the element.
 * @param {{ at: string | null | undefined }} props
 */
export const Time = ({ at }) => {
  const now = useNow();
  if (!at) return html`<span>–</span>`;
  return html`<time datetime=${at} title=${absoluteTime(at)}>${relativeTime(at, now)}</time>`;
};

/**
 * A person's name, linking to their page: the handle, or the DID when there is none.
 * @param {{ did: string, handle: string | null | undefined, repo?: string | null, limit?: number }} props
 */
export const Person = ({ did, handle, repo = null, limit = 48 }) => {
  const name = handle
    ? html`<${Text} text=${handle} limit=${limit} />`
    : html`<bdi class="mono">${shortDid(did)}</bdi>`;
  return html`<a class="person" href=${didHref(did, repo)} title=${clip(did, 200)}>${name}</a>`;
};

/**
 * A long identifier in full, selectable.
 * @param {{ value: string | null | undefined }} props
 */
export const Identifier = ({ value }) =>
  value ? html`<code class="identifier"><bdi>${clip(value, 400)}</bdi></code>` : html`<span class="quiet">none</span>`;
