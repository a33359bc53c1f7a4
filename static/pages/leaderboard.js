// @ts-check
/** People by rank, with every face of their trust. */

import { getLeaderboard } from '../api.js';
import { SignedBar, SmallBar } from '../components/measure.js';
import { Shell } from '../components/shell.js';
import { Empty, Failed, Loading, Stale } from '../components/states.js';
import { Person, Time } from '../components/text.js';
import { TRUST_LOSS } from '../components/trust-path.js';
import { count, fine, plural } from '../format.js';
import { useRemote } from '../hooks.js';
import { didHref } from '../links.js';
import { mount } from '../mount.js';
import { moveRow, useShortcuts } from '../shortcuts.js';
import { html, useState } from '../vendor/preact.js';

/** @import {Leaderboard, Ranked} from '../shapes.js' */

const PAGE_SIZE = 100;
const POLL_MS = 60_000;

/**
 * @param {number} pages
 * @param {AbortSignal} signal
 * @returns {Promise<Leaderboard>}
 */
const getPages = async (pages, signal) => {
  const first = await getLeaderboard({ limit: PAGE_SIZE }, signal);
  const people = new Map(first.items.map((person) => [person.did, person]));
  let { cursor } = first;
  for (let page = 1; page < pages && cursor !== null; page += 1) {
    const next = await getLeaderboard({ limit: PAGE_SIZE, cursor }, signal);
    for (const person of next.items) people.set(person.did, person);
    cursor = next.cursor;
  }
  return { ...first, items: [...people.values()], cursor };
};

/** @param {{ person: Ranked, top: number }} props */
const Row = ({ person, top }) => html`
  <tr data-item>
    <td class="num rank" data-label="Rank">${count(person.rank)}</td>
    <th scope="row" data-rowhead>
      <${Person} did=${person.did} handle=${person.handle} />
      ${person.seed && html` <span class="tag" title="Trust starts here">seed</span>`}
    </th>
    <td data-label="EigenTrust">
      <span class="small-bar">
        <span class="num">${fine(person.eigentrust)}</span>
        <span class="track" aria-hidden="true"><span class="fill" style=${{ width: `${top > 0 ? (person.eigentrust / top) * 100 : 0}%` }}></span></span>
      </span>
    </td>
    <td data-label="Standing"><${SmallBar} value=${person.standing} label="" /></td>
    <td data-label="Opinion"><${SignedBar} value=${person.opinion} label="" /></td>
    <td data-label="Structural"><${SmallBar} value=${person.structural} label="" /></td>
    <td class="num" data-label="Vouches">${count(person.vouchesIn)}</td>
    <td class="num" data-label="Denounces">${count(person.denouncesIn)}</td>
  </tr>
`;

/** @param {{ board: Leaderboard }} props */
const Board = ({ board }) => {
  const top = Math.max(0, ...board.items.map(({ eigentrust }) => eigentrust));
  return html`
    <table class="table stacks board">
      <caption class="vh">People by EigenTrust</caption>
      <thead>
        <tr>
          <th scope="col" class="num">#</th>
          <th scope="col">Person</th>
          <th scope="col" title="Share of all trust that flows here; bars are relative to the first">EigenTrust</th>
          <th scope="col" title="Trust left at the end of the strongest path, 0 to 1">Standing</th>
          <th scope="col" title="What trusted others say, −1 to 1">Opinion</th>
          <th scope="col" title="What the gate reads, 0 to 1">Structural</th>
          <th scope="col" class="num" title="Live vouches received">Vouches</th>
          <th scope="col" class="num" title="Live denounces received">Denounces</th>
        </tr>
      </thead>
      <tbody>${board.items.map((person) => html`<${Row} key=${person.did} person=${person} top=${top} />`)}</tbody>
    </table>
  `;
};

const Explain = () => html`
  <details class="explain">
    <summary>How are these numbers made?</summary>
    <p><strong>EigenTrust</strong> orders this table: trust starts at the seeds and flows along vouches; accounts that only vouch for each other get exactly 0.</p>
    <p><strong>Standing</strong> is the strongest single path from a seed, losing ${TRUST_LOSS}. <strong>Opinion</strong> is what trusted people say for and against. <strong>Structural trust</strong> joins the two.</p>
    <p>Rank decides no lane; structural trust does: it is the number the gate compares with its thresholds. A high rank says who vouches, not how good the code is.</p>
  </details>
`;

/**
 * The DID that is meant: as given, or by the handle of one of `people`, in full or by its beginning if only one has it.
 * @param {string} given
 * @param {readonly Ranked[]} people
 * @returns {{ did: string } | { problem: string }}
 */
const find = (given, people) => {
  const wanted = given.trim().replace(/^@/, '');
  if (/^did:[a-z]+:.+/.test(wanted)) return { did: wanted };
  const handle = wanted.toLowerCase();
  const begun = people.filter((person) => handle !== '' && person.handle?.toLowerCase().startsWith(handle));
  const [found] = begun.length === 1 ? begun : begun.filter((person) => person.handle?.toLowerCase() === handle);
  if (found !== undefined) return { did: found.did };
  if (begun.length > 1) return { problem: `${count(begun.length)} handles in this list begin like that; type more.` };
  return { problem: 'Give a handle from this list, or the beginning of one, or any DID (did:plc:… or did:web:…).' };
};

/** Goes to a person's page: anybody's by DID, ranked or not, and those of the list by handle. @param {{ people: readonly Ranked[] }} props */
const LookUp = ({ people }) => {
  const [problem, setProblem] = useState('');
  /** @param {Event} event */
  const go = (event) => {
    event.preventDefault();
    const input = document.getElementById('person');
    const found = find(input instanceof HTMLInputElement ? input.value : '', people);
    if ('did' in found) location.assign(didHref(found.did));
    setProblem('problem' in found ? found.problem : '');
  };
  return html`
    <form class="filter-fields" role="search" aria-label="People" onSubmit=${go}>
      <label>
        <span>Look up a handle or DID <kbd aria-hidden="true">/</kbd></span>
        <input id="person" type="search" autocomplete="off" autocapitalize="off" spellcheck=${false} placeholder="handle or did:plc:…" aria-describedby="person-problem" />
      </label>
      <button type="submit" class="button">Open</button>
      <p id="person-problem" class="problem" role="status">${problem}</p>
    </form>
  `;
};

/** @type {import('../components/shell.js').Keys} */
const KEYS = [
  [['j', 'k'], 'next, previous person'],
  [['Enter'], 'open their page'],
  [['/'], 'look up a person'],
];

const LeaderboardPage = () => {
  const [pages, setPages] = useState(1);
  const { value, error, answeredMs, refresh } = useRemote((signal) => getPages(pages, signal), {
    key: 'leaderboard',
    freshness: String(pages),
    everyMs: POLL_MS,
  });
  useShortcuts({ j: () => moveRow(1), k: () => moveRow(-1), '/': () => document.getElementById('person')?.focus() });
  return html`
    <${Shell} current="/leaderboard" keys=${KEYS}>
      <div class="page-head">
        <h1>Who is trusted</h1>
        <p class="freshness quiet">${value && html`${plural(value.of, 'person', 'people')}, trust as of <${Time} at=${value.asOf} />`}</p>
      </div>
      <${LookUp} people=${value?.items ?? []} />
      <${Explain} />
      ${value !== null && error && html`<${Stale} error=${error} answeredMs=${answeredMs} retry=${refresh} />`}
      ${value === null && (error ? html`<${Failed} error=${error} retry=${refresh} />` : html`<${Loading} what="people" rows=${10} />`)}
      ${value?.items.length === 0 && html`<${Empty} title="Nobody yet"><p>People appear with the first vouch that is ingested.</p><//>`}
      ${value !== null && value.items.length > 0 && html`<${Board} board=${value} />`}
      ${value !== null && value.cursor !== null && html`<p class="more"><button type="button" class="button" onClick=${() => setPages(pages + 1)}>Show more</button></p>`}
    <//>
  `;
};

mount(LeaderboardPage);
