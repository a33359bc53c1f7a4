// @ts-check
/** Who vouches: the strongest path from a seed, and each vouch's share of the score. */

import { count, percent, plural, score } from '../format.js';
import { html } from '../vendor/preact.js';
import { Person } from './text.js';

/** @import {PathStep, Voucher} from '../shapes.js' */

/** How trust shrinks on its way, as a half-sentence; the parts of "15 %" stay together. */
export const TRUST_LOSS =
  '15\u00A0% at each vouch, more where a vouch is over a year old or its giver vouches for more than 20 people';

const VOUCHERS_SHOWN = 8;

const Arrow = () => html`
  <svg class="arrow" viewBox="0 0 20 12" width="20" height="12" role="img" aria-label="vouches for">
    <path d="M1 6h16m-5-4.5L17 6l-5 4.5" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" />
  </svg>
`;

/**
 * maintainer → alice → carol, each with the standing trust still has there.
 * @param {{ path: readonly PathStep[], repo?: string | null }} props
 */
export const TrustPath = ({ path, repo = null }) => {
  if (path.length === 0) {
    return html`
      <p class="no-path">
        <strong>No path.</strong> No chain of vouches leads from a trusted maintainer to this author, so trust is exactly
        0, however many other accounts vouch for them.
      </p>
    `;
  }
  return html`
    <ol class="path" aria-label="Strongest path of vouches, from a trusted seed to the author">
      ${path.map(
        ({ did, handle, standing }, hop) => html`
          <li key=${did}>
            ${hop > 0 && html`<${Arrow} />`}
            <span class=${`chip${hop === 0 ? ' seed' : ''}`}>
              <${Person} did=${did} handle=${handle} repo=${repo} limit=${40} />
              ${standing !== null && html`<span class="num" title="standing: how much trust is left here, 0 to 1">${score(standing)}</span>`}
              ${hop === 0 && html`<span class="tag">seed</span>`}
            </span>
          </li>
        `,
      )}
    </ol>
  `;
};

/** @param {number} vouchesIn everybody who vouches, none of whom has trust */
const nobody = (vouchesIn) => {
  if (vouchesIn === 0) return 'Nobody with trust vouches for this author.';
  if (vouchesIn === 1) return '1 person vouches for them, whom trust does not reach.';
  return `${count(vouchesIn)} people vouch for them, none of whom trust reaches.`;
};

/**
 * Incoming vouches by how much of the score each carries.
 * @param {{ vouchers: readonly Voucher[], vouchesIn?: number, repo?: string | null }} props `vouchesIn` counts those
 * without trust too; 0 where that is not known
 */
export const Vouchers = ({ vouchers, vouchesIn = 0, repo = null }) => {
  if (vouchers.length === 0) return html`<p class="quiet">${nobody(vouchesIn)}</p>`;
  const strongest = [...vouchers].sort((a, b) => b.share - a.share);
  const rest = strongest.length - VOUCHERS_SHOWN;
  return html`
    <ul class="vouchers">
      ${strongest.slice(0, VOUCHERS_SHOWN).map(
        ({ did, handle, share }) => html`
          <li key=${did}>
            <${Person} did=${did} handle=${handle} repo=${repo} limit=${32} />
            <span class="track" aria-hidden="true"><span class="fill" style=${{ width: `${Math.min(1, Math.max(0, share)) * 100}%` }}></span></span>
            <span class="num" title="share of the trust that reaches the author">${percent(share)}</span>
          </li>
        `,
      )}
    </ul>
    ${rest > 0 && html`<p class="quiet">and ${plural(rest, 'more vouch', 'more vouches')} with smaller shares</p>`}
  `;
};
