// @ts-check
/** What a policy on trial would change, for the dashboard: it decides beside the one in force and moves nothing. */

import { count, percent, plural } from '../format.js';
import { prHref } from '../links.js';
import { html } from '../vendor/preact.js';
import { LaneBadge } from './lane.js';
import { Identifier, Text } from './text.js';

/** @import {ShadowFigures} from '../shapes.js' */

const Off = () => html`
  <p class="quiet">
    No policy is on trial. Set <code>SHADOW_POLICY_FILE</code> to a file such as <code>{"version": "try-75", "tHigh": 0.75}</code>:
    it decides beside the policy in force, changes no lane, and what it would change stands here.
  </p>
`;

/** @param {{ moves: ShadowFigures['moves'] }} props */
const Moves = ({ moves }) => html`
  <table class="table">
    <caption class="vh">Open pull requests that would move, by lane now and lane on trial</caption>
    <thead><tr><th scope="col">Now</th><th scope="col">On trial</th><th scope="col" class="num">Pull requests</th></tr></thead>
    <tbody>
      ${moves.map(
        ({ from, to, count: amount }) => html`
          <tr key=${`${from} ${to}`}><td><${LaneBadge} lane=${from} /></td><td><${LaneBadge} lane=${to} /></td><td class="num">${count(amount)}</td></tr>
        `,
      )}
    </tbody>
  </table>
`;

/** @param {{ example: ShadowFigures['examples'][number] }} props */
const Example = ({ example: { prId, title, from, to, reasons } }) => html`
  <li>
    <a class="wrap" href=${prHref(prId)}><${Text} text=${title || prId} limit=${120} /></a>
    <div><${LaneBadge} lane=${from} /> <span aria-hidden="true">→</span><span class="vh">would be</span> <${LaneBadge} lane=${to} /></div>
    ${reasons[0] && html`<p class="quiet wrap"><${Text} text=${reasons[0]} limit=${200} /></p>`}
  </li>
`;

/** @param {{ shadow: ShadowFigures | null | undefined }} props */
export const ShadowPanel = ({ shadow }) => {
  if (!shadow) return html`<${Off} />`;
  const { policy, inForce, compared, faster, slower, moves, examples } = shadow;
  const moved = faster + slower;
  return html`
    <p>
      <strong><${Text} text=${policy.version} limit=${120} /></strong> decides beside
      ${' '}<${Text} text=${inForce.join(', ') || 'the policy in force'} limit=${200} />, and moves nothing.
    </p>
    ${
      compared === 0
        ? html`<p class="quiet">No open pull request has been decided yet.</p>`
        : html`
          <p>
            <span class="num">${count(moved)}</span> of ${plural(compared, 'open pull request')} (${percent(moved / compared)}) would be in another lane:
            ${' '}<strong>${count(faster)}</strong> in a faster one, <strong>${count(slower)}</strong> in a slower one.
          </p>
        `
    }
    ${moves.length > 0 && html`<${Moves} moves=${moves} />`}
    ${
      examples.length > 0 &&
      html`
        <details>
          <summary>${examples.length < moved ? `The first ${count(examples.length)} of them` : 'Which they are'}</summary>
          <ul class="plain">${examples.map((example) => html`<${Example} key=${example.prId} example=${example} />`)}</ul>
        </details>
      `
    }
    <details><summary>Hash of the policy on trial</summary><p><${Identifier} value=${policy.hash ?? ''} /></p></details>
  `;
};
