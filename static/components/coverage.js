// @ts-check
/** What was read of the change, and what nobody read. */

import { byteSize, count, percent, plural } from '../format.js';
import { html } from '../vendor/preact.js';
import { Text } from './text.js';

/** @import {Coverage, FileCoverage, SourceCoverage} from '../shapes.js' */

/**
 * "Everything was read" or how much was not.
 * @param {{ coverage: Coverage | null }} props
 */
export const CoverageSummary = ({ coverage }) => {
  if (coverage === null) {
    return html`<p><strong>The change could not be read.</strong> Until it can, nothing speaks for it.</p>`;
  }
  const { files, bytes, unreadBytes } = coverage;
  const unread = files.filter(({ readBy }) => readBy.length === 0);
  if (unreadBytes === 0 && unread.length === 0) {
    return html`<p class="quiet">Everything the patch changes was read: ${plural(files.length, 'file')}, ${byteSize(bytes)}.</p>`;
  }
  return html`
    <p>
      <strong>${byteSize(unreadBytes)} of ${byteSize(bytes)} were read by nobody</strong>
      ${bytes > 0 && html` (${percent(unreadBytes / bytes)})`}. Unread parts keep a change out of the fast lane.
    </p>
    <ul class="unread">
      ${unread.slice(0, 6).map(({ path }) => html`<li key=${path} class="mono"><${Text} text=${path} limit=${160} /></li>`)}
      ${unread.length > 6 && html`<li class="quiet">and ${plural(unread.length - 6, 'more file')}</li>`}
    </ul>
  `;
};

/** @param {FileCoverage} file */
const drawFile = ({ path, added, deleted, hunks, readBy, bytes, unread }) => html`
  <tr key=${path}>
    <th scope="row" class="mono"><${Text} text=${path} limit=${200} /></th>
    <td class="num plus" data-label="Added">+${count(added)}</td>
    <td class="num minus" data-label="Deleted">−${count(deleted)}</td>
    <td class="num" data-label="Hunks">${count(hunks)}</td>
    <td class="num" data-label="Bytes">${bytes === undefined ? '' : byteSize(bytes)}</td>
    <td data-label="Read by">
      ${readBy.length === 0 ? html`<strong class="lane-needs_human">nobody</strong>` : readBy.join(', ')}
      ${unread !== undefined && unread.length > 0 && unread.length < hunks && html` <span class="quiet">not: ${plural(unread.length, 'hunk')}, from line ${count(unread[0]?.newStart ?? 0)}</span>`}
    </td>
  </tr>
`;

/** @param {SourceCoverage} source */
const drawSource = ({ source, files, hunks, lines, bytes }) => html`
  <tr key=${source}>
    <th scope="row" class="mono">${source}</th>
    <td class="num" data-label="Whole files">${count(files)}</td>
    <td class="num" data-label="Hunks">${count(hunks)}</td>
    <td class="num" data-label="Lines">${count(lines)}</td>
    <td class="num" data-label="Bytes">${byteSize(bytes)}</td>
  </tr>
`;

/**
 * The ledger the other way round: each check with what it read.
 * @param {{ coverage: Coverage }} props
 */
export const SourceTable = ({ coverage: { sources, messageBytes = 0, messagesReadBy = [] } }) => {
  if (sources === undefined || sources.every(({ hunks }) => hunks === 0)) return null;
  return html`
    <h3 class="section-title">Each check, and how much of the change it read</h3>
    <table class="table stacks">
      <caption class="vh">Checks and how much of the change each read</caption>
      <thead>
        <tr>
          <th scope="col">Check</th><th scope="col" class="num">Whole files</th><th scope="col" class="num">Hunks</th>
          <th scope="col" class="num">Lines</th><th scope="col" class="num">Bytes</th>
        </tr>
      </thead>
      <tbody>${sources.filter(({ hunks }) => hunks > 0).map(drawSource)}</tbody>
    </table>
    ${
      messageBytes > 0 &&
      html`<p class="quiet">
        ${byteSize(messageBytes)} stand between the files (mail headers, commit messages, signatures) and are merged into none; messages were
        read by ${messagesReadBy.length === 0 ? 'nobody' : messagesReadBy.join(', ')}.
      </p>`
    }
  `;
};

/**
 * Each file with its size and its readers.
 * @param {{ coverage: Coverage }} props
 */
export const CoverageTable = ({ coverage }) => html`
  <table class="table stacks">
    <caption class="vh">Files of the change and which checks read them</caption>
    <thead>
      <tr>
        <th scope="col">File</th><th scope="col" class="num">Added</th><th scope="col" class="num">Deleted</th>
        <th scope="col" class="num">Hunks</th><th scope="col" class="num">Bytes</th><th scope="col">Read by</th>
      </tr>
    </thead>
    <tbody>${coverage.files.map(drawFile)}</tbody>
  </table>
`;
