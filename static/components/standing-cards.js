// @ts-check
/** A person's numbers as cards, each with what it means. */

import { count, fine, score } from '../format.js';
import { html } from '../vendor/preact.js';

/** @import {Score} from '../shapes.js' */

/** @param {{ name: string, value: string, note: string, says: string }} props */
const Card = ({ name, value, note, says }) => html`
  <div class="card">
    <dt>${name}</dt>
    <dd><span class="card-value num">${value}</span> <span class="quiet">${note}</span><p>${says}</p></dd>
  </div>
`;

/** @param {{ person: Score, repo: string | null }} props */
const rankWords = ({ person: { eigentrust, why }, repo }) => {
  const share = `Place by EigenTrust (${fine(eigentrust)}): the share of all trust that flows here`;
  return repo === null
    ? `${share}.`
    : `${share} from the operator’s seeds; with this repository’s it is ${fine(why.eigentrust)}.`;
};

/** @param {{ person: Score, repo: string | null }} props */
export const StandingCards = ({ person, repo }) => html`
  <dl class="cards">
    <${Card}
      name="Structural trust"
      value=${score(person.structural)}
      note="0 to 1"
      says="What the gate reads: standing, lowered by what trusted people say against them."
    />
    <${Card}
      name="Standing"
      value=${score(person.standing)}
      note="0 to 1"
      says="Trust left at the end of the strongest path of vouches from a seed."
    />
    <${Card}
      name="Opinion"
      value=${fine(person.opinion)}
      note="−1 to 1"
      says="What others say of them, each counted with their own standing."
    />
    <${Card}
      name="Rank"
      value=${person.rank === null ? '–' : `#${count(person.rank)}`}
      note=${`of ${count(person.of)}`}
      says=${rankWords({ person, repo })}
    />
  </dl>
`;

/**
 * Signals that are absent, so that nobody takes silence for zero.
 * @param {{ person: Score }} props
 */
export const NotMeasured = ({ person }) => {
  const missing = [
    person.calibratedProb === null &&
      (person.modelServed
        ? 'calibrated probability (no open change of theirs was judged)'
        : 'calibrated probability (no model is served)'),
  ].filter((name) => name !== false);
  if (missing.length === 0) return null;
  return html`<p class="quiet">Not measured, and counted neither for nor against: ${missing.join(', ')}.</p>`;
};
