// @ts-check
/** What the author of a change to a sensitive repository declares about themselves, and until when it holds. */

import { html } from '../vendor/preact.js';
import { Identifier, Text, Time } from './text.js';

/** @import {Attestation, Instant} from '../shapes.js' */

/** @param {Instant} at */
const dayOf = (at) => at.replace(/T.*/, '');

/**
 * What is known, in a sentence.
 * @param {Attestation} attestation
 * @param {number} nowMs
 */
const said = ({ attested, record }, nowMs) => {
  if (record === null) {
    return attested
      ? 'The author has a valid attestation.'
      : 'No attestation by the author that counts here is known: none was published, or it was taken back.';
  }
  if (attested)
    return record.until === null ? 'It holds until it is taken back.' : `It holds until ${dayOf(record.until)}.`;
  if (Date.parse(record.from) > nowMs) return `It begins to hold on ${dayOf(record.from)}.`;
  return record.until === null ? 'It does not hold.' : `It ran out on ${dayOf(record.until)}.`;
};

/** @param {{ record: NonNullable<Attestation['record']> }} props */
const Record = ({ record: { kind, jurisdiction, from, until, uri } }) => html`
  <dl class="facts">
    <div><dt>Kind</dt><dd class="wrap"><${Text} text=${kind} limit=${120} /></dd></div>
    ${jurisdiction && html`<div><dt>Jurisdiction</dt><dd class="wrap"><${Text} text=${jurisdiction} limit=${120} /></dd></div>`}
    <div><dt>Since</dt><dd>${dayOf(from)} (<${Time} at=${from} />)</dd></div>
    <div><dt>Until</dt><dd>${until === null ? 'taken back' : html`${dayOf(until)} (<${Time} at=${until} />)`}</dd></div>
    <div><dt>Record</dt><dd><${Identifier} value=${uri} /></dd></div>
  </dl>
`;

/**
 * Nothing where the repository asks for none. `asOf` is when it was decided.
 * @param {{ attestation: Attestation | null | undefined, asOf: Instant }} props
 */
export const AttestationPanel = ({ attestation, asOf }) => {
  if (!attestation) return null;
  return html`
    <section class="panel" id="attestation">
      <h2>Attestation</h2>
      <p><strong>${attestation.attested ? 'Attested.' : 'Not attested.'}</strong> ${said(attestation, Date.parse(asOf))}</p>
      ${attestation.record && html`<${Record} record=${attestation.record} />`}
      <p class="quiet">
        This repository is sensitive: it asks every author for one. It is a record that the author signs and may take back;
        nobody can make it for them, and nothing is guessed.
      </p>
    </section>
  `;
};
