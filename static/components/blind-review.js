// @ts-check
/** The blind review in full: what the reviewer said or why it said nothing, what it read, and how to check it. */

import { byteSize, count, plural, score } from '../format.js';
import { html } from '../vendor/preact.js';
import { riskMarks, riskVerdict } from './decision.js';
import { Gauge } from './measure.js';
import { whyEarlier, whyNoVerdict } from './review-words.js';
import { Flags } from './reviewer-word.js';
import { Identifier, Text } from './text.js';

/** @import {Coverage, Policy, Review, ReviewEvidence, Verdict} from '../shapes.js' */
/** @import {OutcomeWords} from './review-words.js' */

const PLACES_SHOWN = 8;
const ROWS_SHOWN = 400;

/** @param {{ verdict: Verdict, policy: Policy }} props */
const Said = ({ verdict: { contentRisk, reviewRecommended, summary }, policy }) => html`
  <${Gauge}
    name="Risk the reviewer sees"
    value=${contentRisk}
    verdict=${riskVerdict(contentRisk, policy)}
    marks=${riskMarks(policy)}
  />
  ${reviewRecommended && html`<p><strong>It recommends that a person reviews the change.</strong></p>`}
  <p class="wrap summary-said"><${Text} text=${summary} limit=${1200} /></p>
`;

/** @param {{ verdict: Verdict }} props */
const PointsAt = ({ verdict: { flags } }) =>
  flags.length === 0 ? html`<p class="quiet">It points at no line.</p>` : html`<${Flags} flags=${flags} />`;

/** @param {{ why: OutcomeWords, reason: string | null }} props */
const Unsaid = ({ why: { title, means, next, calm }, reason }) => html`
  <div class=${calm ? 'unsaid calm' : 'unsaid'}>
    <p><strong>${title}.</strong></p>
    <p>${means}</p>
    ${next && html`<p>${next}</p>`}
    ${reason && html`<p class="quiet wrap">What the service noted: <${Text} text=${reason} limit=${600} /></p>`}
  </div>
`;

/**
 * "x.py, hunks 2 and 3 of 5", by the file's place in the change.
 * @param {ReviewEvidence['unread'][number]} place
 * @param {Coverage | null} coverage
 */
const drawUnread = ({ file, hunks }, coverage) => {
  const known = coverage?.files[file];
  const which = hunks.slice(0, PLACES_SHOWN).map((hunk) => count(hunk + 1));
  const more = hunks.length > which.length ? ` and ${count(hunks.length - which.length)} more` : '';
  return html`
    <li key=${file}>
      ${known ? html`<span class="mono"><${Text} text=${known.path} limit=${160} /></span>` : `file ${count(file + 1)}`}${' '}
      <span class="quiet">${hunks.length === 0 ? 'all of it' : `hunk${hunks.length === 1 ? '' : 's'} ${which.join(', ')}${more}${known ? ` of ${count(known.hunks)}` : ''}`}</span>
    </li>
  `;
};

/** @param {{ unread: ReviewEvidence['unread'], coverage: Coverage | null }} props */
const Unread = ({ unread, coverage }) => html`
  <li>
    <strong>It did not read all of the change</strong>, and that alone keeps it out of the fast lane. Read these yourself:
    <ul class="unread">
      ${unread.slice(0, PLACES_SHOWN).map((place) => drawUnread(place, coverage))}
      ${unread.length > PLACES_SHOWN && html`<li class="quiet">and parts of ${plural(unread.length - PLACES_SHOWN, 'more file')}</li>`}
    </ul>
  </li>
`;

/** What to know before relying on it. @param {{ made: ReviewEvidence, coverage: Coverage | null, earlier: { title: string, text: string } | null }} props */
const Cautions = ({ made: { outcome, codeRedactions, unread }, coverage, earlier }) => {
  const dropped = outcome.droppedFlags;
  if (dropped === 0 && codeRedactions === 0 && unread.length === 0 && earlier === null) return null;
  return html`
    <ul class="cautions">
      ${
        dropped > 0 &&
        html`<li><strong>It pointed at ${plural(dropped, 'line')} that ${dropped === 1 ? 'is' : 'are'} not in the change.</strong>
          ${' '}${dropped === 1 ? 'It was' : 'They were'} left out, and that alone keeps the change out of the fast lane.</li>`
      }
      ${
        codeRedactions > 0 &&
        html`<li><strong>Names were taken out of ${plural(codeRedactions, 'line')} of code</strong> before the reviewer saw
          ${codeRedactions === 1 ? ' it' : ' them'}: read ${codeRedactions === 1 ? 'that line' : 'those'} yourself.</li>`
      }
      ${unread.length > 0 && html`<${Unread} unread=${unread} coverage=${coverage} />`}
      ${earlier && html`<li><strong>${earlier.title}</strong> ${earlier.text}</li>`}
    </ul>
  `;
};

/** @param {ReviewEvidence} made */
const readWords = ({ outcome, parts, unread, sentHash }) => {
  const read = parts.filter((part) => part.read).length;
  if (sentHash === null && read === 0) return 'Nothing was sent, so it read nothing.';
  if (parts.length > 1) return `It read ${count(read)} of ${count(parts.length)} parts of the change.`;
  return outcome.kind === 'verdict' && read === 1 && unread.length === 0 ? 'It read the whole change at once.' : '';
};

/** @type {Record<string, string>} */
const PROBES = {
  noticed: 'A danger planted beside the change was noticed.',
  missed: 'A danger planted beside the change was not noticed.',
  'not-asked':
    'No danger was planted beside the change to try it: that is done where the verdict could open the fast lane.',
};

/** @param {{ made: ReviewEvidence }} props */
const HowMade = ({ made }) => {
  const probe = made.probe === 'not-asked' && made.outcome.kind !== 'verdict' ? '' : PROBES[made.probe];
  return html`
    <ul class="how-made">
      <li>It was not told who wrote the change, nor given its title, description or commit messages.</li>
      ${[readWords(made), probe].filter(Boolean).map((line) => html`<li key=${line}>${line}</li>`)}
    </ul>
  `;
};

/** @param {{ steps: ReviewEvidence['steps'] }} props */
const Steps = ({ steps }) => html`
  <details>
    <summary>How it went through the change: ${plural(steps.length, 'step')}</summary>
    <ol class="steps">
      ${steps.slice(0, ROWS_SHOWN).map(
        ({ tool, asked, got }, index) => html`
          <li key=${index}>
            <p class="wrap"><span class="mono tag"><${Text} text=${tool} limit=${40} /></span> <${Text} text=${asked} limit=${600} /></p>
            ${got && html`<p class="wrap quiet"><span aria-hidden="true">→ </span><${Text} text=${got} limit=${600} /></p>`}
          </li>
        `,
      )}
    </ol>
  </details>
`;

/** @param {{ parts: ReviewEvidence['parts'] }} props */
const Parts = ({ parts }) => html`
  <details>
    <summary>The ${count(parts.length)} parts it was sent</summary>
    <table class="table stacks">
      <caption class="vh">Parts of the change as the reviewer was sent them</caption>
      <thead><tr><th scope="col">Part</th><th scope="col" class="num">Size</th><th scope="col">Read</th><th scope="col" class="num">Risk at first reading</th></tr></thead>
      <tbody>
        ${parts.slice(0, ROWS_SHOWN).map(
          ({ handle, bytes, read, risk }) => html`
            <tr key=${handle}>
              <th scope="row" class="mono"><${Text} text=${handle} limit=${80} /></th>
              <td class="num" data-label="Size">${byteSize(bytes)}</td>
              <td data-label="Read">${read ? 'read' : html`<strong class="lane-needs_human">not read</strong>`}</td>
              <td class="num" data-label="Risk">${score(risk)}</td>
            </tr>
          `,
        )}
      </tbody>
    </table>
    ${parts.length > ROWS_SHOWN && html`<p class="quiet">and ${plural(parts.length - ROWS_SHOWN, 'more part')}</p>`}
  </details>
`;

/** @param {{ made: ReviewEvidence }} props */
const MadeWith = ({ made: { model, promptHash, diffHash, sentHash } }) => html`
  <details>
    <summary>What it was made with</summary>
    <dl class="facts">
      <div><dt>Model</dt><dd>
        <code><${Text} text=${model} limit=${120} /></code>
        ${model.startsWith('stand-in') && html` <span class="quiet">a local program in place of a language model, for trying the service out</span>`}
      </dd></div>
      <div><dt>Prompts</dt><dd><${Identifier} value=${promptHash} /></dd></div>
      <div><dt>What was reviewed</dt><dd><${Identifier} value=${diffHash} /> <span class="quiet">the change without its author</span></dd></div>
      <div><dt>What was sent</dt><dd>${sentHash === null ? html`<span class="quiet">nothing</span>` : html`<${Identifier} value=${sentHash} />`}</dd></div>
    </dl>
    <p class="quiet">SHA-256 each. The same change, model and prompts make the same requests, to the byte, whoever the author is.</p>
  </details>
`;

/** The panel; nothing where there is no decision yet. @param {{ review: Review }} props */
export const BlindReview = ({ review }) => {
  const { evidence, policy } = review;
  if (!evidence) return null;
  const { verdict, review: made, coverage } = evidence;
  const why = whyNoVerdict(review);
  return html`
    <section class="panel blind-review" id="blind-review" aria-labelledby="blind-review-title">
      <h2 id="blind-review-title">Blind review</h2>
      ${verdict && html`<${Said} verdict=${verdict} policy=${policy} />`}
      ${verdict && made && html`<${Cautions} made=${made} coverage=${coverage} earlier=${whyEarlier(review)} />`}
      ${verdict && html`<${PointsAt} verdict=${verdict} />`}
      ${why && html`<${Unsaid} why=${why} reason=${made?.outcome.reason ?? null} />`}
      ${made && html`<${HowMade} made=${made} />`}
      ${made && made.steps.length > 0 && html`<${Steps} steps=${made.steps} />`}
      ${made && made.parts.length > 1 && html`<${Parts} parts=${made.parts} />`}
      ${made && html`<${MadeWith} made=${made} />`}
      ${verdict && !made && html`<p class="quiet">How this verdict came about was not kept. The reviewer was not told who wrote the change.</p>`}
    </section>
  `;
};
