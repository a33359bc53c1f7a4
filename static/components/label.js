// @ts-check
/** How a finished pull request turned out, and what shows it. */

import { prHref } from '../links.js';
import { html } from '../vendor/preact.js';
import { Person, Text } from './text.js';

/** @import {Label, LabelEvidence, Review} from '../shapes.js' */

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** @param {{ at: string }} props */
const Day = ({ at }) => html`<time datetime=${at} title=${at}>${day.format(new Date(at))}</time>`;

/** What happened, before its day and whoever shows it. @type {Readonly<Record<string, string>>} */
const WORDS = {
  corrected: 'A maintainer said how it turned out',
  'reverted-by-message': 'Reverted',
  'reverted-by-reference': 'Reverted',
  'reverted-by-lines': 'Its lines were taken back',
  'hot-fixed': 'Mended',
  're-opened': 'Re-opened',
  'closed-by-maintainer': 'Closed',
  'self-merged': 'Merged by its own author, so nobody else judged it,',
  'appview-only': 'Finished by the appview’s word alone,',
  withdrawn: 'Closed by its author',
  'reverted-late': 'Reverted, but only after 14 days,',
  'merged-by-maintainer': 'Merged',
};

/** Kinds that point at a pull request itself, not at somebody's record about it. */
const NOBODYS = new Set(['appview-only']);

/** @param {{ each: LabelEvidence }} props */
const By = ({ each: { kind, prId, did, handle, detail } }) => {
  if (NOBODYS.has(kind)) return null;
  if (prId !== null) return html` by <a href=${prHref(prId)}><${Text} text=${detail ?? prId} limit=${160} /></a>`;
  return html`${did !== null && html` by <${Person} did=${did} handle=${handle} limit=${80} />`}${detail !== null && html`: <${Text} text=${detail} limit=${300} />`}`;
};

/** @param {Label} label */
const verdictOf = ({ cleanMerge, openUntil }) => {
  if (cleanMerge !== null) return cleanMerge ? 'Turned out well.' : 'Did not turn out well.';
  return openUntil === null ? 'How it turned out is not known.' : html`Unknown until <${Day} at=${openUntil} />.`;
};

/**
 * The outcome of a finished pull request with its evidence, gravest first; nothing for an open one.
 * @param {{ label: Label | null | undefined, state: Review['state'] }} props
 */
export const LabelPanel = ({ label, state }) =>
  label || state !== 'open'
    ? html`
      <section class="panel" aria-label="How it turned out">
        <h2>How it turned out</h2>
        ${label ? html`<${Outcome} label=${label} />` : html`<p>Not made yet: labels are made within a minute or so.</p>`}
      </section>
    `
    : null;

/** @param {{ label: Label }} props */
const Outcome = ({ label }) => html`
        <p><strong>${verdictOf(label)}</strong></p>
        <ul>
          ${label.evidence
            .filter(({ kind }) => kind !== 'unsettled')
            .map(
              (each) => html`
                <li key=${`${each.kind} ${each.by}`} class="wrap">
                  ${WORDS[each.kind] ?? 'Something else'} <${Day} at=${each.at} /><${By} each=${each} />
                </li>
              `,
            )}
        </ul>
        <p class="quiet">
          Wrong? A maintainer who did not write it can say so in a record of their own,${' '}
          <code class="identifier">sh.tangled.trust.outcome</code>, and that counts.
        </p>
`;
