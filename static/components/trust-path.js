// @ts-check
/** Who vouches: the strongest path from a seed, and each vouch's share of the score. */

import { percent, plural, score } from '../format.js';
import { html } from '../vendor/preact.js';
import { Person } from './text.js';

/** @import {PathStep, Policy, Voucher} from '../shapes.js' */

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

/**
 * Incoming vouches by how much of the score each carries.
 * @param {{ vouchers: readonly Voucher[], repo?: string | null }} props
 */
export const Vouchers = ({ vouchers, repo = null }) => {
  if (vouchers.length === 0) return html`<p class="quiet">Nobody with trust vouches for this author.</p>`;
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

/** What each number about a person's trust is made from. @param {{ policy: Policy }} props */
export const HowTrustIsMade = ({ policy }) => html`
  <details class="explain">
    <summary>How is this made?</summary>
    <ol>
      <li>Trust starts with seeds: a repository’s maintainers, and people the operator of this service names. They stand at 1.</li>
      <li>Standing is what is left at the end of the best path of vouches, which loses ${TRUST_LOSS}.</li>
      <li>
        Everybody with standing who vouches speaks for a person, everybody with standing who denounces speaks against, each
        as loud as they stand. Whom somebody brought in speak no louder together than that person; whom the person brought
        in are not heard.
      </li>
      <li>
        An accuser needs a second: of what speaks against, the most that came in by one vouch is left out. A seed needs none.
      </li>
      <li>
        Structural trust is standing × ((for + ½) ÷ (for + against that counts + ½))². ${
          policy.learned
            ? html`Below ${score(policy.tLow)} a person must look; above it P(clean) by the learned model decides, which counts as 0 without trust.`
            : html`From ${score(policy.tHigh)} a change in which nothing is found may go fast, below ${score(policy.tLow)} a person must look.`
        }
      </li>
    </ol>
  </details>
`;
