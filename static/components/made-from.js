// @ts-check
/** What a decision was made from: each input with its version and hash, and where on the page it is explained. */

import { clip } from '../format.js';
import { didHref } from '../links.js';
import { html, useState } from '../vendor/preact.js';
import { Text } from './text.js';

/** @import {DecisionSource, Review} from '../shapes.js' */

/** What each input is, for whoever reads it the first time. @type {Record<string, readonly [string, string]>} */
const INPUTS = {
  gate: ['Gate', 'the table that turns all the rest into a lane'],
  policy: ['Policy', 'the thresholds, and what counts'],
  trust: ['Trust', 'vouches, denounces and maintainers up to this day'],
  model: ['Learned model', 'what turns features into P(clean)'],
  features: ['Features', 'what the model was told, as of this day'],
  record: ['Record', 'the pull request as its author signed it'],
  diff: ['Diff', 'the patch of that round'],
  signals: ['Machine checks', 'what read the diff, and in which version'],
  review: ['Blind review', 'who read it without knowing whose it is; the hash is of what was sent'],
  attestation: ['Attestation', 'what the author declares in a signed record'],
  discussion: ['Discussion', 'what was said under it'],
  neighbours: ['Similar ones', 'pull requests that are like it'],
};

/**
 * Where on the page an input is explained; null where nowhere.
 * @param {string} name
 * @param {Review} review
 */
const explainedAt = (name, { author, seenFrom, evidence, attestation }) => {
  if (name === 'gate' || name === 'policy') return '#policy';
  if (name === 'trust') return didHref(author, seenFrom);
  if (name === 'model' || name === 'features') return evidence?.learned ? '#p-clean' : null;
  if (name === 'record') return '#provenance';
  if (name === 'diff' || name === 'signals') return evidence?.coverage ? '#files' : null;
  if (name === 'review') return evidence?.review ? '#blind-review' : null;
  if (name === 'attestation') return attestation ? '#attestation' : null;
  return null;
};

const COPIED_MS = 2000;

/**
 * The beginning of a hash; all of it is selected with one click, and copied by the button.
 * @param {{ value: string, of: string }} props
 */
const ShortHash = ({ value, of }) => {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
    } catch {
      return; // The browser does not allow it; the hash can still be selected.
    }
    setCopied(true);
    setTimeout(() => setCopied(false), COPIED_MS);
  };
  return html`
    <span class="short-hash">
      <code class="identifier" title=${clip(value, 200)}>${clip(value, 200)}</code>
      ${
        // A page that did not come over HTTPS or from this machine has none.
        navigator.clipboard &&
        html`<button type="button" class="copy" aria-label=${`Copy the hash of: ${of}`} onClick=${copy}>${copied ? 'Copied' : 'Copy'}</button>`
      }
    </span>
  `;
};

/**
 * @param {DecisionSource} source
 * @param {Review} review
 */
const drawSource = ({ name, version, hash, at }, review) => {
  const [word, meaning] = INPUTS[name] ?? [name, ''];
  const target = explainedAt(name, review);
  return html`
    <li key=${name}>
      <span class="source-name">${target === null ? word : html`<a href=${target}>${word}</a>`}</span>
      <span>
        <span class="wrap"><${Text} text=${version} limit=${400} /></span>
        <span class="quiet block">${meaning}</span>
        ${at && (name === 'attestation' || name === 'policy') && html`<code class="identifier block"><bdi>${clip(at, 300)}</bdi></code>`}
      </span>
      ${hash ? html`<${ShortHash} value=${hash} of=${word} />` : html`<span class="quiet">no hash</span>`}
    </li>
  `;
};

/** @param {{ review: Review }} props */
export const MadeFrom = ({ review }) => {
  if (review.decision === null) return null;
  const sources = review.sources ?? [];
  return html`
    <section class="panel" id="made-from">
      <h2>Made from</h2>
      ${
        sources.length === 0
          ? html`<p class="quiet">This decision is older than the list of its inputs. The next one will have it.</p>`
          : html`
            <p class="quiet">Two decisions made from the same are the same: whoever has these can compute it again.</p>
            <ul class="made-from">${sources.map((source) => drawSource(source, review))}</ul>
          `
      }
    </section>
  `;
};
