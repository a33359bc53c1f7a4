// @ts-check
/** Everything under a decision, in the order a maintainer asks: why here, who, what, and what would change it. */

import { capital, score } from '../format.js';
import { didHref } from '../links.js';
import { h, html } from '../vendor/preact.js';
import { CoverageSummary } from './coverage.js';
import { Findings } from './findings.js';
import { LearnedWord } from './learned.js';
import { Gauge } from './measure.js';
import { ReviewerWord } from './reviewer-word.js';
import { Text } from './text.js';
import { TrustPath, Vouchers } from './trust-path.js';
import { Weighing } from './weighing.js';
import { Changes } from './what-would-change.js';

/** @import {Decision, Evidence, GateInputs, Policy, Review} from '../shapes.js' */

/**
 * @param {number} value
 * @param {Policy} policy
 */
const trustVerdict = (value, { tLow, tHigh, learned }) => {
  if (value < tLow) return `below ${score(tLow)}: a person must look`;
  if (learned) return 'enough to be looked at; P(clean) decides';
  if (value < tHigh) return `below ${score(tHigh)}: normal queue at best`;
  return 'enough for the fast lane';
};

/** With a learned model served, structural trust is held against the lower threshold alone. @param {Policy} policy */
const trustMarks = ({ tLow, tHigh, learned }) =>
  (learned ? [tLow] : [tLow, tHigh]).map((at) => ({ at, text: score(at) }));

/**
 * What a risk means for the lane.
 * @param {number} value
 * @param {Policy} policy
 */
export const riskVerdict = (value, { rLow, rHigh }) => {
  if (value >= rHigh) return `${score(rHigh)} or more: a person must look`;
  if (value > rLow) return `above ${score(rLow)}: no fast lane`;
  return 'low enough for the fast lane';
};

/** @param {Policy} policy */
export const riskMarks = ({ rLow, rHigh }) => [rLow, rHigh].map((at) => ({ at, text: score(at) }));

/** A section's title, one level under whatever the decision stands in. @param {{ level: number, children?: unknown }} props */
const Title = ({ level, children }) => h(`h${level}`, { class: 'section-title' }, children);

/** @param {{ decision: Decision, level: number }} props */
const Why = ({ decision: { rule, reasons }, level }) => html`
  <section>
    <${Title} level=${level}>Why this lane<//>
    <ul class="reasons">${reasons.map((reason) => html`<li key=${reason}><${Text} text=${capital(reason)} limit=${600} /></li>`)}</ul>
    <p class="rule"><span class="tag">Rule ${rule.number} · ${rule.name}</span> <${Text} text=${capital(rule.text)} limit=${400} /></p>
  </section>
`;

/** @param {{ review: Review, evidence: Evidence, inputs: GateInputs, level: number }} props */
const Who = ({ review: { policy, author, seenFrom: repo, carriedBy }, evidence, inputs, level }) => html`
  <section>
    <${Title} level=${level}>Who: trust in the author<//>
    <${Gauge}
      name="Structural trust"
      value=${inputs.structural}
      verdict=${trustVerdict(inputs.structural, policy)}
      marks=${trustMarks(policy)}
    />
    <${LearnedWord} calibrated=${inputs.calibrated} learned=${evidence.learned} policy=${policy} />
    <${TrustPath} path=${evidence.path} repo=${repo} />
    ${carriedBy && html`<p class="carried"><${Text} text=${carriedBy} limit=${900} /></p>`}
    <p><a href=${didHref(author, repo)}>Who speaks for and against the author, and what each changes</a></p>
    <details>
      <summary>Trusted vouchers (${evidence.vouchers.length})</summary>
      <${Vouchers} vouchers=${evidence.vouchers} repo=${repo} />
    </details>
  </section>
`;

/**
 * @param {GateInputs} inputs
 * @param {Evidence} evidence
 */
const readOf = ({ content }, { coverage }) => {
  if (content === null || coverage === null) return 'none';
  return coverage.unreadBytes === 0 ? 'all' : 'some';
};

/** @param {{ review: Review, evidence: Evidence, inputs: GateInputs, level: number, reviewAt?: string }} props */
const What = ({ review, evidence, inputs, level, reviewAt }) => html`
  <section>
    <${Title} level=${level}>What: the change itself<//>
    ${evidence.changeKind && evidence.changeKind !== 'other' && html`<p><span class="tag" title="By the files’ names and content; no lane goes by it">${evidence.changeKind.replace('-', ' ')}</span></p>`}
    ${
      inputs.content !== null &&
      html`
        <${Gauge}
          name="Content risk"
          value=${inputs.content.risk}
          verdict=${riskVerdict(inputs.content.risk, review.policy)}
          marks=${riskMarks(review.policy)}
        />
        <${Weighing} fusion=${evidence.fusion} />
      `
    }
    <${Findings} findings=${evidence.findings} read=${readOf(inputs, evidence)} policy=${review.policy} />
    <${ReviewerWord} review=${review} inFullAt=${reviewAt} />
    <${CoverageSummary} coverage=${evidence.coverage} />
  </section>
`;

/**
 * `level` of the section titles; `reviewAt` where on the page the blind review stands in full, if it does.
 * @param {{ review: Review, level?: number, reviewAt?: string }} props
 */
export const DecisionDetail = ({ review, level = 4, reviewAt }) => {
  const { decision, inputs, evidence } = review;
  if (decision === null && review.state !== 'open')
    return html`<p class="lead">Finished before it was decided here.</p>`;
  if (decision === null) {
    return html`
      <p class="lead">Not decided yet. The scorer decides new pull requests as it reaches them; this page asks again by itself.</p>
    `;
  }
  return html`
    <div class="decision">
      <div>
        <${Why} decision=${decision} level=${level} />
        <${Changes} changes=${decision.explanation.changes} steps=${decision.explanation.steps} lane=${decision.lane} level=${level} />
      </div>
      ${
        evidence && inputs
          ? html`
            <div>
              <${Who} review=${review} evidence=${evidence} inputs=${inputs} level=${level} />
              <${What} review=${review} evidence=${evidence} inputs=${inputs} level=${level} reviewAt=${reviewAt} />
            </div>
          `
          : null
      }
    </div>
  `;
};
