// @ts-check
/** One person: how far trust reaches them, through whom, and what they can do about it. */

import { ApiError, getConduct, getScore } from '../api.js';
import { ConductPanel } from '../components/conduct.js';
import { LaneBadge } from '../components/lane.js';
import { LearnedWord } from '../components/learned.js';
import { Denounces, Vouches } from '../components/ratings.js';
import { Shell } from '../components/shell.js';
import { NotMeasured, StandingCards } from '../components/standing-cards.js';
import { Empty, Failed, Loading, Stale } from '../components/states.js';
import { Identifier, Text, Time } from '../components/text.js';
import { HowTrustIsMade, TrustPath } from '../components/trust-path.js';
import { Changes } from '../components/what-would-change.js';
import { clip, shortDid } from '../format.js';
import { useHashTarget, useRemote, useTitle } from '../hooks.js';
import { didHref, idFromPath, prHref } from '../links.js';
import { mount } from '../mount.js';
import { html } from '../vendor/preact.js';

/** @import {Pull, Score} from '../shapes.js' */

const POLL_MS = 30_000;

/** @param {{ person: Score, repo: string | null }} props */
const Head = ({ person, repo }) => html`
  <header class="subject">
    <p class="crumbs"><a href="/leaderboard">People</a></p>
    <h1>${person.handle ? html`<${Text} text=${person.handle} limit=${300} />` : html`<bdi>${shortDid(person.did)}</bdi>`}</h1>
    <p class="row-meta">
      <${Identifier} value=${person.did} />
      ${person.seed && html`<span class="tag" title="Trust starts here: an operator or maintainer named this person">seed</span>`}
      <span>trust as of <${Time} at=${person.asOf} /></span>
    </p>
    ${
      repo &&
      html`
        <p class="scope">
          As seen from <bdi class="mono">${clip(repo, 200)}</bdi>: its maintainers are seeds.${' '}
          <a href=${didHref(person.did)}>See from everywhere</a>
        </p>
      `
    }
  </header>
`;

/** @param {{ person: Score }} props */
const Preview = ({ person }) => html`
  <section class="panel">
    <h2 class="vh">In short</h2>
    ${
      person.lanePreview &&
      html`
        <p class="preview">
          A change by this person in which nothing is found would go to ${' '}<${LaneBadge} lane=${person.lanePreview} large=${true} />
        </p>
        ${person.why.carriedBy && html`<p class="carried"><${Text} text=${person.why.carriedBy} limit=${900} /></p>`}
        <${Changes} changes=${person.explanation.changes} steps=${person.explanation.steps} lane=${person.lanePreview} level=${3} />
      `
    }
  </section>
`;

/** What the learned model said of their newest open change. @param {{ person: Score }} props */
const PClean = ({ person: { learned, calibratedProb, policy } }) =>
  learned
    ? html`
      <section class="panel">
        <h2>What their record says</h2>
        <${LearnedWord} calibrated=${calibratedProb} learned=${learned} policy=${policy} />
        <p>Of <a href=${prHref(learned.prId)}>their newest open pull request</a>, <${Time} at=${learned.decidedAt} />.</p>
      </section>
    `
    : null;

/** @param {{ person: Score, repo: string | null }} props */
const Reach = ({ person, repo }) => {
  const { why } = person;
  const path = person.path.map((did) => ({
    did,
    handle: person.handles[did] ?? null,
    standing: person.standings?.[did] ?? (did === person.did ? person.standing : null),
  }));
  // The last vouch of the path is in the table of vouches.
  const upstream = why.links.slice(0, -1);
  return html`
    <section class="panel">
      <h2>Strongest path of vouches</h2>
      <${TrustPath} path=${path} repo=${repo} />
      ${
        upstream.length > 0 &&
        html`<ul class="reasons">${upstream.map(({ says }) => html`<li key=${says}><${Text} text=${says} limit=${400} /></li>`)}</ul>`
      }
      <h3>For and against</h3>
      <p><${Text} text=${why.votes} limit=${400} /></p>
      <${HowTrustIsMade} policy=${person.policy} />
    </section>
  `;
};

/** @param {Pull} pull */
const drawPull = ({ prId, title, repoName, state, lane, createdAt }) => html`
  <tr key=${prId}>
    <th scope="row"><a href=${prHref(prId)}><${Text} text=${title} limit=${200} /></a></th>
    <td data-label="Repository"><${Text} text=${repoName} limit=${60} /></td>
    <td data-label="State">${state}</td>
    <td data-label="Lane">${state === 'open' ? html`<${LaneBadge} lane=${lane} />` : '–'}</td>
    <td data-label="Opened"><${Time} at=${createdAt} /></td>
  </tr>
`;

/** @param {{ pulls: readonly Pull[] }} props */
const Pulls = ({ pulls }) => html`
  <section class="panel">
    <h2>Pull requests</h2>
    ${
      pulls.length === 0
        ? html`<p class="quiet">None seen.</p>`
        : html`
          <table class="table stacks pulls">
            <caption class="vh">Pull requests by this person</caption>
            <thead>
              <tr>
                <th scope="col">Title</th><th scope="col">Repository</th><th scope="col">State</th>
                <th scope="col">Lane</th><th scope="col">Opened</th>
              </tr>
            </thead>
            <tbody>${pulls.map(drawPull)}</tbody>
          </table>
        `
    }
  </section>
`;

/** @param {{ person: Score }} props */
const InFull = ({ person }) => html`
  <section class="panel">
    <h2>In full</h2>
    ${person.explanation.full.map((line) => html`<p class="wrap" key=${line}><${Text} text=${line} limit=${1500} /></p>`)}
    <${NotMeasured} person=${person} />
  </section>
`;

/** @param {{ person: Score }} props */
const Conduct = ({ person: { did, handles } }) => {
  const { value, error } = useRemote((signal) => getConduct(did, signal), { key: did, everyMs: POLL_MS });
  useHashTarget(value !== null);
  return html`<${ConductPanel} did=${did} conduct=${value} error=${error} handles=${handles} />`;
};

/** @param {{ person: Score, repo: string | null }} props */
const Known = ({ person, repo }) => html`
  <${StandingCards} person=${person} repo=${repo} />
  <${Preview} person=${person} />
  <${PClean} person=${person} />
  <${Conduct} person=${person} />
  <${Reach} person=${person} repo=${repo} />
  <${Vouches} person=${person} repo=${repo} />
  <${Denounces} person=${person} repo=${repo} />
  <${Pulls} pulls=${person.pulls} />
  <${InFull} person=${person} />
`;

const Unknown = () => html`
  <${Empty} title="Nobody we have met">
    <p>No vouch, denounce or pull request names this DID, so every score is 0. That is absence of evidence, not a verdict.</p>
    <p>A vouch on Tangled from somebody whom the maintainers trust is the way in.</p>
  <//>
`;

/** @param {{ did: string, repo: string }} props */
const NoRepository = ({ did, repo }) => html`
  <${Shell}>
    <h1 class="vh">Person</h1>
    <${Empty} title="No such repository">
      <p class="wrap mono"><bdi>${clip(repo, 300)}</bdi></p>
      <p>It may not have been ingested yet, or the link is cut short. <a href=${didHref(did)}>See the person from everywhere</a></p>
    <//>
  <//>
`;

/** @param {{ did: string }} props */
const NoDid = ({ did }) => html`
  <${Shell}>
    <h1 class="vh">Person</h1>
    <${Empty} title="This is not a DID">
      <p class="wrap mono"><bdi>${clip(did, 300)}</bdi></p>
      <p>A DID looks like did:plc:… or did:web:…</p>
      <p><a href="/leaderboard">Find the person on the leaderboard</a></p>
    <//>
  <//>
`;

const DidPage = () => {
  const did = idFromPath('/did/');
  const repo = new URLSearchParams(location.search).get('repo');
  const { value, error, answeredMs, refresh } = useRemote((signal) => getScore(did, repo, signal), {
    key: did,
    everyMs: POLL_MS,
  });
  useTitle(value?.handle ? clip(value.handle, 80) : clip(shortDid(did), 80));
  const refused = value === null && error instanceof ApiError ? error.status : null;
  if (refused === 400) return html`<${NoDid} did=${did} />`;
  if (refused === 404 && repo !== null) return html`<${NoRepository} did=${did} repo=${repo} />`;
  return html`
    <${Shell}>
      ${value === null && html`<h1 class="vh">Person</h1>`}
      ${value === null && (error ? html`<${Failed} error=${error} retry=${refresh} />` : html`<${Loading} what="the scores" />`)}
      ${value !== null && error && html`<${Stale} error=${error} answeredMs=${answeredMs} retry=${refresh} />`}
      ${value !== null && html`<${Head} person=${value} repo=${repo} />`}
      ${value !== null && (value.known ? html`<${Known} person=${value} repo=${repo} />` : html`<${Unknown} />`)}
    <//>
  `;
};

mount(DidPage);
