// @ts-check
/** What was found in the change, each with the line it speaks of: machine findings, and how any remark on a line looks. */

import { capital } from '../format.js';
import { html } from '../vendor/preact.js';
import { Judge } from './judge.js';
import { Code, Text } from './text.js';

/** @import {About, Finding, Policy, Severity, Tally} from '../shapes.js' */

/** @type {readonly Severity[]} */
export const SEVERITIES = ['high', 'medium', 'low'];
/** @type {Record<Severity, string>} */
const SIGNS = { high: '‼', medium: '!', low: '·' };

/** @param {{ severity: Severity }} props */
const SeverityTag = ({ severity }) => html`
  <span class=${`severity severity-${SEVERITIES.includes(severity) ? severity : 'high'}`}>
    <span aria-hidden="true">${SIGNS[severity] ?? '‼'}</span> ${severity}
  </span>
`;

/**
 * "2 high, 1 low" as chips, for one line.
 * @param {{ tally: Tally }} props
 */
export const FindingCounts = ({ tally }) => {
  const present = SEVERITIES.filter((severity) => (tally?.[severity] ?? 0) > 0);
  if (present.length === 0) return html`<span class="quiet">no findings</span>`;
  return html`
    <span class="severity-counts">
      ${present.map(
        (severity) => html`
          <span key=${severity} class=${`severity severity-${severity}`}>${tally[severity]} ${severity}</span>
        `,
      )}
    </span>
  `;
};

/** @param {{ file: string, line: number, side?: string }} props */
const Place = ({ file, line, side }) => html`
  <span class="place mono"><${Text} text=${file} limit=${160} />:${line}</span>
  ${side === 'old' && html`<span class="tag" title="The line number counts in the file before the change">removed line</span>`}
`;

/** @typedef {'added' | 'removed' | 'either'} Fate what the change does to a line; `either`: added, or left as it was */

/** @type {Record<Fate, string>} */
const MARKS = { added: '+ ', removed: '− ', either: '' };

/** @param {{ quote: string, fate: Fate }} props */
const Quote = ({ quote, fate }) => html`
  <pre class=${`quote ${fate}`} tabindex="0"><span aria-hidden="true">${MARKS[fate]}</span><${Code} text=${quote} /></pre>
`;

/** What only advises is shown, and never counts towards the lane. */
const Advice = () => html`<span class="tag" title="Shown beside the lane; it does not count towards it">advice</span>`;

/**
 * One remark on one line of the change: how much it weighs, where it points, what it says, and the line itself.
 * @param {{ severity: Severity, file: string, line: number, side?: string, quote: string, words: string, onNewSide?: Fate, about?: About, children?: unknown }} props
 */
export const Remark = ({ severity, file, line, side, quote, words, onNewSide = 'added', about, children }) => html`
  <li class="finding">
    <p class="finding-head">
      <${SeverityTag} severity=${severity} />
      <${Place} file=${file} line=${line} side=${side} />
      ${children}
    </p>
    <p class="wrap"><${Text} text=${capital(words)} limit=${600} /></p>
    <${Quote} quote=${quote} fate=${side === 'old' ? 'removed' : onNewSide} />
    ${about && html`<${Judge} about=${about} />`}
  </li>
`;

/**
 * @param {Finding} finding
 * @param {boolean} advises
 */
const drawFinding = (finding, advises) => html`
  <${Remark} key=${`${finding.source} ${finding.rule} ${finding.file} ${finding.line} ${finding.side}`} ...${finding} words=${finding.message} about=${finding}>
    <span class="quiet mono">${finding.source}/${finding.rule}</span>
    ${advises && html`<${Advice} />`}
  <//>
`;

/**
 * Machine findings: those that count before those that advise, the weightiest first; "nothing found" is said only of
 * what was read.
 * @param {{ findings: readonly Finding[], read: 'all' | 'some' | 'none', policy: Policy }} props
 */
export const Findings = ({ findings, read, policy }) => {
  if (findings.length === 0 && read === 'none') return null;
  if (findings.length === 0)
    return html`<p class="quiet">The machine checks found nothing in ${read === 'all' ? 'the change' : 'what they could read'}.</p>`;
  const advises = (/** @type {Finding} */ { source }) => policy.signals?.[source] === 'advisory';
  const weight = (/** @type {Finding} */ finding) => SEVERITIES.indexOf(finding.severity) + (advises(finding) ? 3 : 0);
  const sorted = [...findings].sort((a, b) => weight(a) - weight(b));
  return html`<ul class="findings">${sorted.map((finding) => drawFinding(finding, advises(finding)))}</ul>`;
};
