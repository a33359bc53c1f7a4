// @ts-check
/** Under a finding, a flag, or for a source as a whole: what was said of it so far, and the buttons that say more. */

import { clip } from '../format.js';
import { Judged, placeOf, VERDICT_WORDS } from '../judging.js';
import { html, useContext } from '../vendor/preact.js';
import { Person, Text, Time } from './text.js';

/** @import {About, FindingVerdict, VerdictWord} from '../shapes.js' */

/** @param {{ verdict: FindingVerdict }} props */
const SaidBy = ({ verdict: { by, handle, at } }) => html`
  ${by === 'operator' ? 'the operator' : html`<${Person} did=${by} handle=${handle} limit=${60} />`}, <${Time} at=${at} />
`;

/** @type {Record<VerdictWord, string>} */
const SIGNS = { confirmed: '✓', 'false-alarm': '✗', missed: '○' };

/**
 * One verdict: the word, by whom and when; with `named`, also of what.
 * @param {{ verdict: FindingVerdict, named?: boolean }} props
 */
export const GivenVerdict = ({ verdict, named = false }) => html`
  <li>
    <span class=${`verdict-word ${verdict.verdict}`}><span aria-hidden="true">${SIGNS[verdict.verdict] ?? '·'}</span> ${VERDICT_WORDS[verdict.verdict] ?? verdict.verdict}</span>
    ${named && html` <span class="mono"><${Text} text=${whatOf(verdict)} limit=${240} /></span>`}
    <span class="quiet"> by <${SaidBy} verdict=${verdict} /></span>
  </li>
`;

/** "sast/rule in file:3", or the source alone. @param {About} about */
const whatOf = ({ source, rule, file, line }) =>
  `${source}${rule === '' ? '' : `/${rule}`}${file === '' ? '' : ` in ${file}${line === 0 ? '' : `:${line}`}`}`;

/** What came of a click, told where it was made. @param {{ place: string }} props */
export const LastSaid = ({ place }) => {
  const last = useContext(Judged)?.last;
  const isHere = last?.place === place;
  return html`<p class=${`said ${isHere ? last.state : ''}`} role="status">${isHere ? last.words : ''}</p>`;
};

/**
 * What is said of one finding or flag. Nothing on pages that take no verdicts.
 * @param {{ about: About }} props
 */
export const Judge = ({ about }) => {
  const judging = useContext(Judged);
  if (judging === null) return null;
  const place = placeOf(about);
  const given = (judging.verdicts ?? []).filter((each) => placeOf(each) === place);
  const own = given.find(({ by }) => by === 'operator')?.verdict;
  const isSending = judging.last?.place === place && judging.last.state === 'sending';
  return html`
    <div class="judge" role="group" aria-label=${`Whether this is right: ${clip(whatOf(about), 200)}`}>
      ${given.length > 0 && html`<ul class="given">${given.map((verdict) => html`<${GivenVerdict} key=${`${verdict.by} ${verdict.at}`} verdict=${verdict} />`)}</ul>`}
      <span class="judge-buttons">
        <span class="quiet">Is this right?</span>
        ${
          /** @type {const} */ (['confirmed', 'false-alarm']).map(
            (verdict) => html`
            <button key=${verdict} type="button" class="small-button" aria-pressed=${String(own === verdict)} aria-disabled=${isSending} onClick=${() => isSending || judging.say(about, verdict)}>
              ${verdict === 'confirmed' ? 'Confirmed' : 'False alarm'}
            </button>
          `,
          )
        }
      </span>
      <${LastSaid} place=${place} />
    </div>
  `;
};
