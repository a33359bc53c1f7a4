// @ts-check
/** What is said of a person, vouch by vouch and denounce by denounce, and what would be without each. */

import { percent, plural, scoreAgainst } from '../format.js';
import { html } from '../vendor/preact.js';
import { LaneBadge } from './lane.js';
import { Person, Text, Time } from './text.js';

/** @import {Rating, Score} from '../shapes.js' */

/** @param {number} evidences */
const evidenceText = (evidences) => (evidences === 0 ? 'none' : plural(evidences, 'record'));

/**
 * What would be left of somebody's trust, and where a clean change of theirs would go then.
 * @param {{ rating: Rating, person: Score }} props
 */
const Without = ({ rating: { without, lane }, person: { structural, lanePreview, policy } }) => {
  if (without === structural && lane === lanePreview) return html`<span class="quiet">no change</span>`;
  return html`
    <span class="without">
      <span class="num">${scoreAgainst(without, [policy.tLow, policy.tHigh])}</span>
      ${lane === lanePreview ? html`<span class="quiet">same lane</span>` : html`<${LaneBadge} lane=${lane} />`}
    </span>
  `;
};

/** The columns that both tables have. @param {Rating} rating */
const recordCells = ({ evidences, since, isMerge }) => html`
  <td data-label="Evidence" class=${evidences === 0 ? 'quiet' : null}>${isMerge ? 'a merge' : evidenceText(evidences)}</td>
  <td data-label="Since"><${Time} at=${since} /></td>
`;

const RECORD_HEADS = html`
  <th scope="col" title="How many records it points to. They are counted; nobody has checked them.">Evidence</th>
  <th scope="col" title="When it was given. It holds for a year, then fades.">Since</th>
`;

/** @param {{ share: number }} props */
const Share = ({ share }) => html`
  <span class="small-bar">
    <span class="num">${percent(share)}</span>
    <span class="track" aria-hidden="true"><span class="fill" style=${{ width: percent(share).replace('\u00A0', '') }}></span></span>
  </span>
`;

/** @param {{ person: Score, repo: string | null }} props */
const VouchTable = ({ person, repo }) => html`
  <table class="table stacks ratings">
    <caption class="vh">Vouches, and what would be without each</caption>
    <thead>
      <tr>
        <th scope="col">Who vouches</th>
        <th scope="col" title="Of all that speaks for them: each vouch weighs what its giver stands at">Share</th>
        <th scope="col" title="Their structural trust had this one vouch not been given, and where a clean change of theirs would go">Without it</th>
        ${RECORD_HEADS}
      </tr>
    </thead>
    <tbody>
      ${person.why.vouches.map(
        (vouch) => html`
          <tr key=${vouch.did}>
            <th scope="row"><${Person} did=${vouch.did} handle=${vouch.handle} repo=${repo} limit=${64} /></th>
            <td data-label="Share"><${Share} share=${vouch.share} /></td>
            <td data-label="Without it"><${Without} rating=${vouch} person=${person} /></td>
            ${recordCells(vouch)}
          </tr>
        `,
      )}
    </tbody>
  </table>
`;

/** @param {{ person: Score, repo: string | null }} props */
const DenounceTable = ({ person, repo }) => html`
  <table class="table stacks ratings denounces">
    <caption class="vh">Denounces, and what would be without each</caption>
    <thead>
      <tr>
        <th scope="col">Who denounces</th>
        <th scope="col">What it does</th>
        <th scope="col" title="Their structural trust had this one denounce not been made, and where a clean change of theirs would go">Without it</th>
        ${RECORD_HEADS}
      </tr>
    </thead>
    <tbody>
      ${person.why.denounces.map(
        (denounce) => html`
          <tr key=${denounce.did}>
            <th scope="row"><${Person} did=${denounce.did} handle=${denounce.handle} repo=${repo} limit=${64} /></th>
            <td class="says"><${Text} text=${denounce.says} limit=${600} /></td>
            <td data-label="Without it"><${Without} rating=${denounce} person=${person} /></td>
            ${recordCells(denounce)}
          </tr>
        `,
      )}
    </tbody>
  </table>
`;

/** @param {Score['why']} why */
const othersOf = ({ vouches, vouchesMore, vouchesUnheard }) => {
  const unheard = plural(
    vouchesUnheard,
    vouches.length > 0 ? 'more vouch' : 'vouch',
    vouches.length > 0 ? 'more vouches' : 'vouches',
  );
  const weigh =
    vouchesUnheard === 1
      ? 'weighs nothing: trust does not reach its giver'
      : 'weigh nothing: trust does not reach their givers';
  return [
    vouchesMore > 0 && `And ${plural(vouchesMore, 'more vouch', 'more vouches')} with smaller shares.`,
    vouchesUnheard > 0 && `${unheard} ${weigh}, or only through this person.`,
  ].filter((line) => line !== false);
};

const Legend = () => html`
  <p class="quiet legend-text">
    <b>Without it</b>: structural trust had that one not been given, and where a change in which nothing is found would go
    then. Two may each be enough, and then neither alone changes anything. <b>Evidence</b>: how many records it
    points to; they are counted, and nobody here has checked them.
  </p>
`;

/** @param {{ person: Score, repo: string | null }} props */
export const Vouches = ({ person, repo }) => {
  const { why } = person;
  return html`
    <section class="panel">
      <h2>Who vouches</h2>
      ${
        why.keystones.length > 0 &&
        html`<ul class="reasons keystones">${why.keystones.map(({ says }) => html`<li key=${says}><${Text} text=${says} limit=${900} /></li>`)}</ul>`
      }
      ${why.vouches.length > 0 && html`<${VouchTable} person=${person} repo=${repo} />`}
      ${othersOf(why).map((line) => html`<p class="quiet" key=${line}>${line}</p>`)}
      ${person.vouchesIn === 0 && why.vouches.length === 0 && html`<p class="quiet">Nobody vouches for them.</p>`}
      ${why.vouches.length > 0 && html`<${Legend} />`}
    </section>
  `;
};

/** @param {{ person: Score, repo: string | null }} props */
export const Denounces = ({ person, repo }) => {
  const { why } = person;
  if (why.denounces.length === 0) return null;
  return html`
    <section class="panel">
      <h2>Who denounces</h2>
      <${DenounceTable} person=${person} repo=${repo} />
      ${why.denouncesMore > 0 && html`<p class="quiet">And ${plural(why.denouncesMore, 'more denounce')}, none of which weighs more.</p>`}
      ${why.vouches.length === 0 && html`<${Legend} />`}
    </section>
  `;
};
