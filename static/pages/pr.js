// @ts-check
/** One pull request in full: its lane and why, the files and who read them, its history and its provenance. */

import { ApiError } from '../api.js';
import { AttestationPanel } from '../components/attestation.js';
import { BlindReview } from '../components/blind-review.js';
import { CoverageTable, SourceTable } from '../components/coverage.js';
import { DecisionDetail } from '../components/decision.js';
import { LabelPanel } from '../components/label.js';
import { LaneBadge } from '../components/lane.js';
import { MadeFrom } from '../components/made-from.js';
import { Shell } from '../components/shell.js';
import { Empty, Failed, Loading, Stale } from '../components/states.js';
import { Identifier, Person, Text, Time } from '../components/text.js';
import { TRUST_LOSS } from '../components/trust-path.js';
import { VerdictsPanel } from '../components/verdicts-panel.js';
import { laneOf, MadeAgain, POLL_MS, useFollowed } from '../following.js';
import { byteSize, capital, clip, plural, score } from '../format.js';
import { useTitle } from '../hooks.js';
import { Judged, useJudging } from '../judging.js';
import { shownLane } from '../lanes.js';
import { idFromPath } from '../links.js';
import { mount } from '../mount.js';
import { html } from '../vendor/preact.js';

/** @import {Explanation, Lane, Policy, Review} from '../shapes.js' */

/** @param {{ stale: Review['stale'] }} props */
const OutOfDate = ({ stale }) =>
  stale
    ? html`
      <div class="stale-banner" role="status">
        <p>
          <strong>This decision may be out of date.</strong>${' '}
          <span class="wrap"><${Text} text=${capital(stale.why)} limit=${300} /></span> (<${Time} at=${stale.since} />). Until
          it is made again it counts as in the normal queue at best.
        </p>
      </div>
    `
    : null;

/** @param {{ review: Review }} props */
const Head = ({ review }) => html`
  <header class=${`subject lane-${shownLane(laneOf(review))}`}>
    <p class="crumbs">
      <a href="/">Triage</a> <span aria-hidden="true">/</span>${' '}
      <a href=${`/?repo=${encodeURIComponent(review.repo)}`}><${Text} text=${review.repoName} limit=${80} /></a>
    </p>
    <h1><${Text} text=${review.title} limit=${600} /></h1>
    <p class="row-meta">
      ${(review.decision || review.state === 'open') && html`<${LaneBadge} lane=${laneOf(review)} large=${true} />`}
      <span class="tag">${review.state}</span>
      ${review.tier === 'sensitive' && html`<span class="tag">sensitive repository</span>`}
      <span>by <${Person} did=${review.author} handle=${review.authorHandle} repo=${review.seenFrom} limit=${80} /></span>
      <span>opened <${Time} at=${review.createdAt} /></span>
      <span>${plural(review.rounds, 'round')}</span>
      ${review.claimedMerged && review.state !== 'merged' && html`<span class="tag">author says merged</span>`}
      ${review.decision && html`<span>decided <${Time} at=${review.decision.decidedAt} /></span>`}
    </p>
  </header>
`;

/** What was decided before, newest first. @param {{ history: Review['history'], stale: Review['stale'] }} props */
const History = ({ history, stale }) => html`
  <section class="panel">
    <h2>History</h2>
    ${
      stale &&
      history[0]?.lane === 'fast_lane' &&
      html`<p>The first of these is the last decision that was made. It is out of date, so the lane above is the normal queue.</p>`
    }
    ${history.length === 0 && html`<p class="quiet">No decision was made before.</p>`}
    <ol class="history">
      ${history.map(
        ({ lane, decidedAt, rule, sentence, policy }) => html`
          <li key=${decidedAt}>
            <${LaneBadge} lane=${lane} />
            ${sentence !== null && html`<span class="wrap"><${Text} text=${sentence} limit=${800} /></span>`}
            <span class="quiet">rule ${rule}, policy <${Text} text=${policy} limit=${120} />, <${Time} at=${decidedAt} /></span>
          </li>
        `,
      )}
    </ol>
  </section>
`;

/**
 * What the repository's own policy asks for: what it gets with where it says so, and what it does not get.
 * @param {{ asked: NonNullable<Review['policyAsked']>, notes: readonly string[] }} props
 */
const OwnPolicy = ({ asked, notes }) =>
  asked.length + notes.length > 0
    ? html`
      <p>The repository’s own policy</p>
      <ul class="reasons">
        ${asked.map(
          ({ by, asks }) => html`
            <li key=${by} class="wrap">
              Stricter here: <${Text} text=${asks.join(', ')} limit=${900} /><code class="identifier block"><bdi>${clip(by, 300)}</bdi></code>
            </li>
          `,
        )}
        ${notes.map((note) => html`<li key=${note} class="wrap"><${Text} text=${capital(note)} limit=${400} /></li>`)}
      </ul>
    `
    : null;

/** What row 4 asks of trust. @param {Policy} policy */
const fastFromWords = ({ tHigh, learned }) => {
  if (!learned) return `Trust of ${score(tHigh)} or more`;
  return learned.fastFrom === null
    ? 'P(clean) that is proven safe enough, which none is yet'
    : `P(clean) of ${learned.fastFrom.toFixed(2)} or more`;
};

/** @param {{ policy: Policy, asked: NonNullable<Review['policyAsked']>, notes: readonly string[] }} props */
const PolicyText = ({ policy, asked, notes }) => html`
  <details class="explain" id="policy">
    <summary>How is this made?</summary>
    <ol>
      <li>A sensitive repository and no valid attestation by the author: needs human.</li>
      <li>Trust${policy.learned ? ' or P(clean)' : ''} below ${score(policy.tLow)}, risk of ${score(policy.rHigh)} or more, or any finding of severity high: needs human.</li>
      <li>A hold (eligibility revoked, open dispute, denounced by the maintainers, over ${byteSize(policy.reviewBudgetBytes)}): needs human.</li>
      <li>${fastFromWords(policy)}, risk of ${score(policy.rLow)} or less, no review recommended and nothing unread or stale: fast lane.</li>
      <li>Anything else: normal queue.</li>
    </ol>
    <${OwnPolicy} asked=${asked} notes=${notes} />
    <p>
      The first rule that applies decides. Trust flows along vouches from the repository’s maintainers and loses
      ${' '}${TRUST_LOSS}. Nothing about the change can raise trust.
    </p>
  </details>
`;

/** @param {{ patch: Review['patch'] }} props */
const PatchFacts = ({ patch }) => html`
  ${
    patch.origin === 'appview' &&
    html`<div><dt>Diff from</dt><dd>the appview: the author’s own could not be fetched</dd></div>`
  }
  ${
    patch.problem &&
    html`<div><dt>No diff yet</dt><dd>
      <${Text} text=${patch.problem} limit=${200} />${patch.askedAgainAt && html`; asked for again <${Time} at=${patch.askedAgainAt} />`}
    </dd></div>`
  }
`;

/** What the list of inputs names, where there was none yet. @param {{ policy: string, diffHash: string | null | undefined }} props */
const NamedBefore = ({ policy, diffHash }) => html`
  <div><dt>Policy</dt><dd><${Identifier} value=${policy} /></dd></div>
  <div><dt>Diff hash</dt><dd><${Identifier} value=${diffHash} /></dd></div>
`;

/** @param {{ review: Review }} props */
const Provenance = ({
  review: { uri, prId, decision, evidence, policy, policyNotes, policyAsked, sources, patch, dependsOn, stateSaidBy },
}) => html`
  <section class="panel" id="provenance">
    <h2>Provenance</h2>
    <dl class="facts">
      <div><dt>Record</dt><dd><${Identifier} value=${uri} /></dd></div>
      <div><dt>Inputs hash</dt><dd><${Identifier} value=${decision?.inputsHash} /></dd></div>
      ${!sources?.length && html`<${NamedBefore} policy=${decision?.policyVersion ?? policy.version} diffHash=${evidence?.diffHash} />`}
      <${PatchFacts} patch=${patch} />
      ${dependsOn && html`<div><dt>Builds on</dt><dd><${Identifier} value=${dependsOn} /></dd></div>`}
      ${stateSaidBy && html`<div><dt>State set by</dt><dd>${stateSaidBy === 'appview' ? 'the appview’s word' : `the ${stateSaidBy}`}</dd></div>`}
      ${decision && html`<div><dt>Scores as of</dt><dd><${Time} at=${decision.asOf} /></dd></div>`}
    </dl>
    <p class="quiet">
      Equal inputs hash, equal decision: anyone with the stored facts can compute it again.${' '}
      <a href=${`/review/${encodeURIComponent(prId)}`}>The same facts as JSON</a>
    </p>
    <${PolicyText} policy=${policy} asked=${policyAsked ?? []} notes=${policyNotes ?? []} />
  </section>
`;

/** @param {{ review: Review }} props */
const InFull = ({ review: { decision, evidence } }) => {
  const full = decision?.explanation.full ?? [];
  return html`
    ${
      full.length > 0 &&
      html`
        <section class="panel">
          <details class="full">
            <summary><h2>In full</h2></summary>
            ${full.map((line) => html`<p class="wrap" key=${line}><${Text} text=${line} limit=${1500} /></p>`)}
          </details>
        </section>
      `
    }
    ${
      evidence?.coverage &&
      html`
        <section class="panel" id="files">
          <h2>Files, and what read them</h2>
          <${CoverageTable} coverage=${evidence.coverage} />
          <${SourceTable} coverage=${evidence.coverage} />
        </section>
      `
    }
  `;
};

/** Why in one sentence; that of before where it is out of date. @param {{ explanation: Explanation }} props */
const Sentences = ({ explanation: { sentence, before } }) => html`
  <p class="lead"><${Text} text=${sentence} limit=${800} /></p>
  ${before && html`<p class="quiet">Before that: <${Text} text=${before} limit=${800} /></p>`}
`;

/** @param {{ review: Review, before: { lane: Lane | null } | null }} props */
const Drawn = ({ review, before }) => html`
  <${Head} review=${review} />
  <${MadeAgain} review=${review} before=${before} />
  <${OutOfDate} stale=${review.stale} />
  <section class="panel" aria-label="Decision">
    ${review.decision && html`<${Sentences} explanation=${review.decision.explanation} />`}
    <${DecisionDetail} review=${review} level=${2} reviewAt="#blind-review" />
  </section>
  <${BlindReview} review=${review} />
  <${VerdictsPanel} review=${review} />
  ${review.decision && html`<${AttestationPanel} attestation=${review.attestation} asOf=${review.decision.asOf} />`}
  <${InFull} review=${review} />
  <${LabelPanel} label=${review.label} state=${review.state} />
  <${History} history=${review.history} stale=${review.stale} />
  <${MadeFrom} review=${review} />
  <${Provenance} review=${review} />
`;

const PrPage = () => {
  const prId = idFromPath('/pr/');
  const { value, error, answeredMs, refresh, before, follow } = useFollowed(prId);
  const judging = useJudging(prId, { everyMs: POLL_MS, onKept: follow });
  useTitle(value ? clip(value.title, 80) : 'Pull request');
  if (value === null && error instanceof ApiError && error.status === 404) {
    return html`
      <${Shell}>
        <h1 class="vh">Pull request</h1>
        <${Empty} title="No such pull request">
          <p class="wrap mono"><bdi>${clip(prId, 300)}</bdi></p>
          <p>It may not have been ingested yet, or the link is cut short. <a href="/">Back to triage</a></p>
        <//>
      <//>
    `;
  }
  return html`
    <${Shell}>
      ${value === null && html`<h1 class="vh">Pull request</h1>`}
      ${value === null && (error ? html`<${Failed} error=${error} retry=${refresh} />` : html`<${Loading} what="the decision" />`)}
      ${value !== null && error && html`<${Stale} error=${error} answeredMs=${answeredMs} retry=${refresh} />`}
      ${value !== null && html`<${Judged.Provider} value=${judging}><${Drawn} review=${value} before=${before} /><//>`}
    <//>
  `;
};

mount(PrPage);
