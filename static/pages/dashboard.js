// @ts-check
/** The dashboard: where pull requests go, how well that has worked, and what the service knows. */

import { getCircuits, getMetrics, getPriors } from '../api.js';
import { BacktestFigures } from '../components/backtest.js';
import { Histogram, LaneShares } from '../components/charts.js';
import { ModelPanel } from '../components/model-panel.js';
import { CircuitsList, HowRight, LowConduct } from '../components/reputation-panels.js';
import { ReviewerFiguresList } from '../components/reviewer-figures.js';
import { ShadowPanel } from '../components/shadow.js';
import { Shell } from '../components/shell.js';
import { Failed, Loading, OutOfDate, Stale } from '../components/states.js';
import { Text, Time } from '../components/text.js';
import { TRUST_LOSS } from '../components/trust-path.js';
import { capital, count, percent, plural } from '../format.js';
import { useHashTarget, useRemote } from '../hooks.js';
import { mount } from '../mount.js';
import { html } from '../vendor/preact.js';

/** @import {Backtest, Metrics} from '../shapes.js' */

const POLL_MS = 30_000;

/** @param {{ title: string, id?: string, wide?: boolean, children?: unknown }} props */
const Panel = ({ title, id, wide = false, children }) => html`
  <section class=${`panel${wide ? ' span' : ''}`} id=${id}><h2>${title}</h2>${children}</section>
`;

/** @param {{ metrics: Metrics }} props */
const LanesPanel = ({ metrics: { lanes, laneRates } }) => {
  const open = lanes.fast_lane + lanes.normal_queue + lanes.needs_human;
  return html`
    <${Panel} title="Where open pull requests go" wide=${true}>
      ${open === 0 ? html`<p class="quiet">No open pull request has been decided yet.</p>` : html`<${LaneShares} lanes=${lanes} rates=${laneRates} />`}
    <//>
  `;
};

/** @param {{ backtest: Backtest }} props */
const BacktestPanel = ({ backtest }) => html`
  <${Panel} title="Would the fast lane have let bad changes through?"><${BacktestFigures} backtest=${backtest} /><//>
`;

/** @param {{ metrics: Metrics }} props */
const TrustPanel = ({ metrics: { scoreHistogram, zeroTrust } }) => html`
  <${Panel} title="Trust in the authors of open pull requests">
    <${Histogram} bins=${scoreHistogram.bins} binWidth=${scoreHistogram.binWidth} what="Structural trust" />
    <p class="axis-name quiet">structural trust of the author, 0 to 1</p>
    <p><strong>${count(zeroTrust)}</strong> open ${zeroTrust === 1 ? 'pull request is' : 'pull requests are'} by authors whom no path of vouches reaches: trust exactly 0.</p>
    <details class="explain">
      <summary>How is this made?</summary>
      <p>Trust starts at the seeds (maintainers), flows along vouches and loses ${TRUST_LOSS}. Denounces by trusted people lower it.</p>
    </details>
  <//>
`;

/** @param {{ graph: Metrics['graph'] }} props */
const GraphPanel = ({ graph }) => html`
  <${Panel} title="The vouch graph">
    <dl class="figures">
      <div><dt>People</dt><dd class="num">${count(graph.people)}</dd></div>
      <div><dt>Reached by trust</dt><dd class="num">${count(graph.reachable)} <span class="quiet">${graph.people > 0 ? percent(graph.reachable / graph.people) : ''}</span></dd></div>
      <div><dt>Seeds</dt><dd class="num">${count(graph.seeds)}</dd></div>
      <div><dt>Vouches</dt><dd class="num">${count(graph.vouches)}</dd></div>
      <div><dt>Denounces</dt><dd class="num">${count(graph.denounces)}</dd></div>
      <div><dt>Repositories</dt><dd class="num">${count(graph.repositories)}</dd></div>
    </dl>
  <//>
`;

/** @param {{ findings: Metrics['findings'] }} props */
const FindingsPanel = ({ findings }) => html`
  <${Panel} title="Findings by source">
    ${
      findings.length === 0
        ? html`<p class="quiet">No finding in any open change.</p>`
        : html`
          <table class="table">
            <caption class="vh">Findings in open changes, by source and severity</caption>
            <thead><tr><th scope="col">Source</th><th scope="col" class="num">High</th><th scope="col" class="num">Medium</th><th scope="col" class="num">Low</th></tr></thead>
            <tbody>
              ${findings.map(
                ({ source, high, medium, low }) => html`
                  <tr key=${source}>
                    <th scope="row"><${Text} text=${source} limit=${60} /></th>
                    <td class="num">${count(high)}</td><td class="num">${count(medium)}</td><td class="num">${count(low)}</td>
                  </tr>
                `,
              )}
            </tbody>
          </table>
        `
    }
  <//>
`;

/** @param {{ reviewer: Metrics['reviewer'] }} props */
const ReviewerPanel = ({ reviewer }) => html`
  <${Panel} title="Blind review"><${ReviewerFiguresList} reviewer=${reviewer} /><//>
`;

/** @param {{ ingest: Metrics['ingest'] }} props */
const IngestPanel = ({ ingest: { events, records, rejected, newestEvent, network } }) => html`
  <${Panel} title="What was ingested">
    <dl class="figures">
      <div><dt>Events</dt><dd class="num">${count(events)}</dd></div>
      <div><dt>Records</dt><dd class="num">${count(records)}</dd></div>
      <div><dt>Newest event</dt><dd><${Time} at=${newestEvent} /></dd></div>
    </dl>
    ${
      rejected.length === 0
        ? html`<p class="quiet">Nothing was rejected.</p>`
        : html`
          <h3>Rejected, by reason</h3>
          <ul class="tally">
            ${rejected.map(({ reason, count: amount }) => html`<li key=${reason}><span><${Text} text=${reason} limit=${120} /></span><span class="num">${count(amount)}</span></li>`)}
          </ul>
          <p class="quiet">A rejected record is skipped and counted; it never stops the service.</p>
        `
    }
    ${
      network.length > 0 &&
      html`
        <h3>Asked of the network</h3>
        <ul class="tally">
          ${network.map(({ what, state, count: amount }) => html`<li key=${`${what} ${state}`}><span>${what}: <${Text} text=${state} limit=${80} /></span><span class="num">${count(amount)}</span></li>`)}
        </ul>
        <p class="quiet">What cannot be had is asked for again, later and later; it never counts in anybody’s favour.</p>
      `
    }
  <//>
`;

/** @param {{ sources: Metrics['sources'] }} props */
const SourcesPanel = ({ sources }) => {
  const off = sources.filter(({ on }) => !on).length;
  return html`
    <${Panel} title="Sources">
      <p>${off === 0 ? 'Every source is on.' : `${plural(off, 'source')} off. What is off adds nothing; a reviewer that is configured and gives no verdict keeps the fast lane closed.`}</p>
      <ul class="sources">
        ${[...sources]
          .sort((a, b) => Number(a.on) - Number(b.on))
          .map(
            ({ name, on, how }) => html`
              <li key=${name} class=${on ? 'on' : 'off'}>
                <span class="switch-state">${on ? '● on' : '○ off'}</span>
                <strong><${Text} text=${capital(name)} limit=${60} /></strong>
                <span class="wrap quiet"><${Text} text=${how} /></span>
              </li>
            `,
          )}
      </ul>
    <//>
  `;
};

const Circuits = () => {
  const { value, error } = useRemote(getCircuits, { key: 'circuits', everyMs: POLL_MS });
  useHashTarget(value !== null || error !== null);
  return html`<${Panel} title="Circuits that are not closed" id="circuits"><${CircuitsList} circuits=${value} error=${error} /><//>`;
};

const Priors = () => {
  const { value, error } = useRemote(getPriors, { key: 'priors', everyMs: POLL_MS });
  useHashTarget(value !== null || error !== null);
  return html`<${Panel} title="How right sources were" id="how-right"><${HowRight} value=${value} error=${error} /><//>`;
};

const DashboardPage = () => {
  const { value, error, answeredMs, refresh } = useRemote(getMetrics, { key: 'metrics', everyMs: POLL_MS });
  return html`
    <${Shell} current="/dashboard">
      <div class="page-head">
        <h1>Dashboard</h1>
        <p class="freshness quiet">${value && html`Counted <${Time} at=${value.generatedAt} />, trust as of <${Time} at=${value.asOf} />`}</p>
      </div>
      ${value === null && (error ? html`<${Failed} error=${error} retry=${refresh} />` : html`<${Loading} what="the figures" rows=${6} />`)}
      ${value !== null && error && html`<${Stale} error=${error} answeredMs=${answeredMs} retry=${refresh} />`}
      ${value?.stale && html`<${OutOfDate} stale=${value.stale} />`}
      ${
        value !== null &&
        html`
          <div class="panels">
            <${LanesPanel} metrics=${value} />
            <div class="column">
              <${BacktestPanel} backtest=${value.backtest} />
              <${Panel} title="The learned model"><${ModelPanel} learned=${value.learned} /><//>
              <${Panel} title="A policy on trial"><${ShadowPanel} shadow=${value.shadow} /><//>
              <${GraphPanel} graph=${value.graph} />
              <${FindingsPanel} findings=${value.findings} />
            </div>
            <div class="column">
              <${TrustPanel} metrics=${value} />
              <${ReviewerPanel} reviewer=${value.reviewer} />
              <${Circuits} />
              <${Panel} title="Whose conduct is low" id="conduct"><${LowConduct} reputation=${value.reputation} /><//>
              <${Priors} />
              <${SourcesPanel} sources=${value.sources} />
              <${IngestPanel} ingest=${value.ingest} />
            </div>
          </div>
        `
      }
    <//>
  `;
};

mount(DashboardPage);
