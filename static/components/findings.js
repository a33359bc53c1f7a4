// @ts-check
/** What was found in the change: machine findings and the blind reviewer's word, each with the line it speaks of. */

import { capital, score } from '../format.js';
import { html } from '../vendor/preact.js';
import { Code, Text } from './text.js';

/** @import {Finding, Policy, Severity, Tally, Verdict} from '../shapes.js' */

/** @type {readonly Severity[]} */
const SEVERITIES = ['high', 'medium', 'low'];
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

/** @param {{ quote: string, side?: string }} props */
const Quote = ({ quote, side = 'new' }) => html`
  <pre class=${`quote ${side === 'old' ? 'removed' : 'added'}`} tabindex="0"><span aria-hidden="true">${side === 'old' ? '− ' : '+ '}</span><${Code} text=${quote} /></pre>
`;

/** What only advises is shown, and never counts towards the lane. */
const Advice = () => html`<span class="tag" title="Shown beside the lane; it does not count towards it">advice</span>`;

/**
 * @param {Finding} finding
 * @param {boolean} advises
 */
const drawFinding = (finding, advises) => html`
  <li class="finding" key=${`${finding.source} ${finding.rule} ${finding.file} ${finding.line} ${finding.side}`}>
    <p class="finding-head">
      <${SeverityTag} severity=${finding.severity} />
      <${Place} file=${finding.file} line=${finding.line} side=${finding.side} />
      <span class="quiet mono">${finding.source}/${finding.rule}</span>
      ${advises && html`<${Advice} />`}
    </p>
    <p class="wrap"><${Text} text=${capital(finding.message)} /></p>
    <${Quote} quote=${finding.quote} side=${finding.side} />
  </li>
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

/**
 * The reviewer's word, or why there is none.
 * @param {{ verdict: Verdict | null, read: boolean }} props `read`: whether the machine checks read the change
 */
export const ReviewerWord = ({ verdict, read }) => {
  if (verdict === null) {
    if (!read) return html`<p class="quiet">Nobody has read this change. Its risk is not known.</p>`;
    return html`<p class="quiet">No reviewer’s verdict: the lane rests on trust and on the machine checks alone.</p>`;
  }
  const { summary, contentRisk, reviewRecommended, flags } = verdict;
  return html`
    <p class="wrap"><${Text} text=${summary} limit=${1200} /></p>
    <p class="quiet">
      Risk ${score(contentRisk)}${reviewRecommended ? '; a human review is recommended' : ''}. The reviewer was not told who
      wrote the change.
    </p>
    ${
      flags.length > 0 &&
      html`
      <ul class="findings">
        ${flags.map(
          (flag) => html`
            <li class="finding" key=${`${flag.file} ${flag.line} ${flag.reason}`}>
              <p class="finding-head"><${SeverityTag} severity=${flag.severity} /> <${Place} file=${flag.file} line=${flag.line} /></p>
              <p class="wrap"><${Text} text=${capital(flag.reason)} limit=${600} /></p>
              <${Quote} quote=${flag.quote} />
            </li>
          `,
        )}
      </ul>
    `
    }
  `;
};
