// @ts-check
/** Everything under a decision, in the order a maintainer asks: why here, who, what, and what would change it. */

import { score } from '../format.js';
import { h, html } from '../vendor/preact.js';
import { CoverageSummary } from './coverage.js';
import { Findings, ReviewerWord } from './findings.js';
import { Gauge } from './measure.js';
import { Text } from './text.js';
import { TrustPath, Vouchers } from './trust-path.js';

/** @import {Decision, Evidence, GateInputs, Policy, Review} from '../shapes.js' */

/** Guards and caps in words a contributor understands. @type {Record<string, string>} */
const HOLDS = {
  'eligibility-revoked': 'The author’s eligibility for the fast lane was revoked.',
  'open-dispute': 'A dispute about this author or decision is open.',
  'denounced-by-maintainers': 'A maintainer of this repository denounced the author.',
  'over-budget': 'The change is too large to be reviewed by machine.',
  'diff-unavailable': 'The change could not be fetched.',
  'diff-unreadable': 'The change could not be parsed.',
  'unread-bytes': 'Some of the change was not read.',
  'reviewer-failed': 'The reviewer failed or was switched off.',
  'circuit-open': 'The reviewer is paused after repeated failures.',
  stale: 'The scores are out of date.',
};

/** @param {string} name */
const holdText = (name) => HOLDS[name] ?? name;

/**
 * @param {number} value
 * @param {Policy} policy
 */
const trustVerdict = (value, { tLow, tHigh }) => {
  if (value < tLow) return `below ${score(tLow)}: a person must look`;
  if (value < tHigh) return `below ${score(tHigh)}: normal queue at best`;
  return 'enough for the fast lane';
};

/**
 * @param {number} value
 * @param {Policy} policy
 */
const riskVerdict = (value, { rLow, rHigh }) => {
  if (value >= rHigh) return `${score(rHigh)} or more: a person must look`;
  if (value > rLow) return `above ${score(rLow)}: no fast lane`;
  return 'low enough for the fast lane';
};

/** A section's title, one level under whatever the decision stands in. @param {{ level: number, children?: unknown }} props */
const Title = ({ level, children }) => h(`h${level}`, { class: 'section-title' }, children);

/** @param {{ decision: Decision, inputs: GateInputs | null, level: number }} props */
const Why = ({ decision: { rule, reasons }, inputs, level }) => {
  const holds = inputs ? [...inputs.guards, ...inputs.caps] : [];
  return html`
    <section>
      <${Title} level=${level}>Why this lane<//>
      <ul class="reasons">${reasons.map((reason) => html`<li key=${reason}><${Text} text=${reason} limit=${600} /></li>`)}</ul>
      ${holds.length > 0 && html`<ul class="holds">${holds.map((hold) => html`<li key=${hold}>${holdText(hold)}</li>`)}</ul>`}
      <p class="rule"><span class="tag">Rule ${rule.number} · ${rule.name}</span> <${Text} text=${rule.text} limit=${400} /></p>
    </section>
  `;
};

/** @param {{ changes: readonly string[], level: number }} props */
export const Changes = ({ changes, level }) => html`
  <section class="changes">
    <${Title} level=${level}>What would change it<//>
    ${
      changes.length === 0
        ? html`<p class="quiet">Nothing short of a new round or new vouches: the lane is already the best its inputs allow.</p>`
        : html`<ul>${changes.map((change) => html`<li key=${change}><${Text} text=${change} limit=${600} /></li>`)}</ul>`
    }
  </section>
`;

/** @param {{ evidence: Evidence, inputs: GateInputs, policy: Policy, repo: string, level: number }} props */
const Who = ({ evidence, inputs, policy, repo, level }) => html`
  <section>
    <${Title} level=${level}>Who: trust in the author<//>
    <${Gauge}
      name="Structural trust"
      value=${inputs.structural}
      verdict=${trustVerdict(inputs.structural, policy)}
      marks=${[{ at: policy.tLow, text: score(policy.tLow) }, { at: policy.tHigh, text: score(policy.tHigh) }]}
    />
    <${TrustPath} path=${evidence.path} repo=${repo} />
    <details>
      <summary>Who vouches (${evidence.vouchers.length})</summary>
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

/** @param {{ evidence: Evidence, inputs: GateInputs, policy: Policy, level: number }} props */
const What = ({ evidence, inputs, policy, level }) => html`
  <section>
    <${Title} level=${level}>What: the change itself<//>
    ${
      inputs.content === null
        ? html`<p>Risk was not measured for this change.</p>`
        : html`
          <${Gauge}
            name="Content risk"
            value=${inputs.content.risk}
            verdict=${riskVerdict(inputs.content.risk, policy)}
            marks=${[{ at: policy.rLow, text: score(policy.rLow) }, { at: policy.rHigh, text: score(policy.rHigh) }]}
          />
        `
    }
    <${Findings} findings=${evidence.findings} read=${readOf(inputs, evidence)} />
    <${ReviewerWord} verdict=${evidence.verdict} />
    <${CoverageSummary} coverage=${evidence.coverage} />
  </section>
`;

/** @param {{ review: Review, level?: number }} props `level` of the section titles */
export const DecisionDetail = ({ review: { decision, inputs, evidence, policy, repo }, level = 4 }) => {
  if (decision === null) {
    return html`
      <p class="lead">Not decided yet. The scorer decides new pull requests as it reaches them; this page asks again by itself.</p>
    `;
  }
  return html`
    <p class="lead"><${Text} text=${decision.explanation.sentence} limit=${800} /></p>
    <div class="decision">
      <div>
        <${Why} decision=${decision} inputs=${inputs} level=${level} />
        <${Changes} changes=${decision.explanation.changes} level=${level} />
      </div>
      ${
        evidence && inputs
          ? html`
            <div>
              <${Who} evidence=${evidence} inputs=${inputs} policy=${policy} repo=${repo} level=${level} />
              <${What} evidence=${evidence} inputs=${inputs} policy=${policy} level=${level} />
            </div>
          `
          : null
      }
    </div>
  `;
};
