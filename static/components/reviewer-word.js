// @ts-check
/** The blind reviewer's verdict: in one line beside a decision, and its flags with the lines they point at. */

import { plural, score } from '../format.js';
import { html } from '../vendor/preact.js';
import { FindingCounts, Remark, SEVERITIES } from './findings.js';
import { whyNoVerdict } from './review-words.js';
import { Text } from './text.js';

/** @import {Flag, Review, Tally} from '../shapes.js' */

const FLAGS_IN_SHORT = 5;

/** @param {readonly Flag[]} flags @returns {Tally} */
const tallyOf = (flags) => {
  const tally = { high: 0, medium: 0, low: 0 };
  for (const { severity } of flags) tally[severity] += 1;
  return tally;
};

/**
 * What the reviewer points at, the weightiest first.
 * @param {{ flags: readonly Flag[], limit?: number }} props
 */
export const Flags = ({ flags, limit = flags.length }) => {
  if (flags.length === 0) return null;
  const sorted = [...flags].sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
  return html`
    <ul class="findings">
      ${sorted.slice(0, limit).map((flag, index) => html`<${Remark} key=${index} ...${flag} words=${flag.reason} about=${{ source: 'reviewer', rule: 'flag', file: flag.file, line: flag.line }} onNewSide="either" />`)}
    </ul>
    ${flags.length > limit && html`<p class="quiet">and ${plural(flags.length - limit, 'more flag')}, on the full page</p>`}
  `;
};

/**
 * The reviewer's word among the other evidence: a line that points to the whole where the page has it, and otherwise
 * with what it points at.
 * @param {{ review: Review, inFullAt?: string }} props
 */
export const ReviewerWord = ({ review, inFullAt }) => {
  const verdict = review.evidence?.verdict;
  const more = inFullAt && html` <a href=${inFullAt}>More about it</a>`;
  const why = whyNoVerdict(review);
  if (!verdict || why)
    return html`
      <p class="reviewer-word">
        <strong>Blind review</strong>: <span class="quiet">${why?.short ? `no verdict (${why.short}).` : `${why?.title}. ${why?.means}`}</span>${more}
      </p>
    `;
  const { contentRisk, reviewRecommended, flags, summary } = verdict;
  return html`
    <p class="reviewer-word">
      <strong>Blind review</strong>: risk ${score(contentRisk)}${reviewRecommended && ', a person should review it'};${' '}
      ${flags.length === 0 ? html`<span class="quiet">no flags.</span>` : html`<${FindingCounts} tally=${tallyOf(flags)} />`}${more}
    </p>
    ${!inFullAt && html`<p class="wrap"><${Text} text=${summary} limit=${1200} /></p><${Flags} flags=${flags} limit=${FLAGS_IN_SHORT} />`}
  `;
};
