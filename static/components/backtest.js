// @ts-check
/** How well the lanes have done on finished pull requests: counts, rates with their intervals in words, and what each means. */

import { count, percent, plural, score } from '../format.js';
import { DECIDED, LANES } from '../lanes.js';
import { html } from '../vendor/preact.js';
import { IntervalBar } from './charts.js';
import { LaneShape } from './lane.js';
import { Text, Time } from './text.js';

/** @import {Backtest, LaneRates, Rate} from '../shapes.js' */

/**
 * "1 of 37, 3 % (0 % – 14 %)".
 * @param {Rate} rate
 */
const rateInWords = ({ count: amount, of, rate, interval }) =>
  rate === null || interval === null
    ? 'none yet'
    : `${count(amount)} of ${count(of)}, ${percent(rate)} (${percent(interval[0])} – ${percent(interval[1])})`;

/** @param {{ rates: LaneRates, caption: string }} props */
const LaneTable = ({ rates, caption }) => html`
  <p class="caption" aria-hidden="true">${caption}</p>
  <div class="scroll" tabindex="0" role="region" aria-label=${caption}>
    <table class="table">
      <caption class="vh">${caption}</caption>
      <thead>
        <tr>
          <th scope="col">Lane</th><th scope="col" class="num">Clean</th><th scope="col" class="num">Undone</th>
          <th scope="col" class="num">Closed</th><th scope="col" class="num">Not known</th>
        </tr>
      </thead>
      <tbody>
        ${DECIDED.map((lane) => {
          const row = rates.lanes.find((each) => each.lane === lane);
          return html`
            <tr key=${lane}>
              <th scope="row" class=${`lane-${lane}`}><${LaneShape} lane=${lane} />${LANES[lane].word}</th>
              <td class="num">${count(row?.clean ?? 0)}</td><td class="num">${count(row?.undone ?? 0)}</td>
              <td class="num">${count(row?.closed ?? 0)}</td><td class="num">${count(row?.unknown ?? 0)}</td>
            </tr>
          `;
        })}
      </tbody>
    </table>
  </div>
`;

/** @type {readonly [keyof Omit<LaneRates, 'lanes' | 'unknown'>, string, string][]} */
const MEANINGS = [
  ['uncleanApproval', 'Unclean', 'of those in the fast lane, turned out bad: undone or closed'],
  ['undoneApproval', '– undone', 'the headline: reverted, mended in a hurry or opened again after the merge'],
  ['closedApproval', '– closed', 'closed by a maintainer, often a matter of taste'],
  ['escape', 'Escapes', 'of those in the fast lane that were merged, undone later'],
  ['needlessEscalation', 'Needless escalations', 'of those a person had to look at, turned out clean'],
  ['base', 'Clean at all', 'of all whose outcome is known: what the others are to be judged by'],
];

/** @param {{ rates: LaneRates }} props */
const RateList = ({ rates }) => html`
  <dl class="facts">
    ${MEANINGS.map(
      ([name, word, meaning]) => html`
        <div key=${name}><dt>${word}</dt><dd><strong class="num">${rateInWords(rates[name])}</strong> <span class="quiet">${meaning}</span></dd></div>
      `,
    )}
  </dl>
`;

/** @param {LaneRates} rates */
const total = ({ lanes }) => lanes.reduce((sum, row) => sum + row.clean + row.undone + row.closed + row.unknown, 0);

/** @param {{ months: Backtest['months'] }} props */
const Months = ({ months }) => {
  if (months.length < 2) return null;
  const most = Math.max(...months.map((month) => month.fast_lane + month.normal_queue + month.needs_human));
  return html`
    <details>
      <summary>Lanes by month</summary>
      <div class="scroll" tabindex="0" role="region" aria-label="Replayed lanes by month">
        <table class="table">
          <caption class="vh">Replayed lanes by month of the last round</caption>
          <thead>
            <tr><th scope="col">Month</th>${DECIDED.map((lane) => html`<th scope="col" class="num" key=${lane}>${LANES[lane].word}</th>`)}<th scope="col">Share</th></tr>
          </thead>
          <tbody>
            ${months.map((month) => {
              const all = month.fast_lane + month.normal_queue + month.needs_human;
              return html`
                <tr key=${month.month}>
                  <th scope="row" class="num">${month.month}</th>
                  ${DECIDED.map((lane) => html`<td class="num" key=${lane}>${count(month[lane])}</td>`)}
                  <td>
                    <span class="stacked" aria-hidden="true" style=${{ width: `${(all / Math.max(1, most)) * 100}%` }}>
                      ${DECIDED.filter((lane) => month[lane] > 0).map((lane) => html`<span key=${lane} class=${`lane-${lane}`} style=${{ flexGrow: month[lane] }}></span>`)}
                    </span>
                  </td>
                </tr>
              `;
            })}
          </tbody>
        </table>
      </div>
    </details>
  `;
};

/** @param {{ backtest: Backtest }} props */
const Beside = ({ backtest: { withoutDiff, decided, trustAlone, replayed } }) => {
  const unread = total(withoutDiff);
  const made = total(decided);
  return html`
    ${
      unread > 0 &&
      html`<p>${plural(unread, 'pull request')} more ${unread === 1 ? 'has' : 'have'} no diff here any more: no fast lane is open to ${unread === 1 ? 'it' : 'them'}, and no rate above counts ${unread === 1 ? 'it' : 'them'}.</p>`
    }
    <p>
      By trust alone, diffs unread: <strong class="num">${rateInWords(trustAlone.uncleanApproval)}</strong> unclean,
      ${' '}<strong class="num">${rateInWords(trustAlone.undoneApproval)}</strong> undone.
    </p>
    ${
      made === 0
        ? html`<p class="quiet">No decision of this service was in force when a pull request was finished, so real decisions cannot be judged yet.</p>`
        : html`
          <details>
            <summary>What was really decided: ${plural(made, 'pull request')}</summary>
            <${LaneTable} rates=${decided} caption="Decisions in force when it was finished" />
            <${RateList} rates=${decided} />
          </details>
        `
    }
    ${
      replayed.unknown.length > 0 &&
      html`
        <details>
          <summary>Why some outcomes are not known</summary>
          <ul class="tally">
            ${replayed.unknown.map(({ kind, count: amount }) => html`<li key=${kind}><span><${Text} text=${kind.replaceAll('-', ' ')} limit=${60} /></span><span class="num">${count(amount)}</span></li>`)}
          </ul>
          <p class="quiet">What nobody but the author judged never counts as good.</p>
        </details>
      `
    }
  `;
};

/** @param {{ backtest: Backtest }} props */
export const BacktestFigures = ({ backtest }) => {
  const { considered, finished, threshold, rate, interval, approved, undoneApprovals, replayed, months, note } =
    backtest;
  const isWithoutModel = backtest.isWithoutModel === true;
  if (considered === 0)
    return html`<p>No finished pull request yet: nothing to hold the lanes against. With merges, closes and reverts on record, this says how often the fast lane would have been wrong.</p>`;
  return html`
    <p class="headline"><span class="num">${rate === null ? 'Not known yet' : percent(rate)}</span> ${rate !== null && html`<span class="quiet">of the fast lane undone later${isWithoutModel && ', by structural trust without the model that decides now'}</span>`}</p>
    <p>
      The newest ${count(considered)} of ${plural(finished, 'finished pull request')}, decided again with what was known before their last
      round: ${count(approved)} of known outcome go to the fast lane (trust of ${score(threshold)} or more, and a clean diff);
      ${' '}<strong>${count(undoneApprovals)}</strong> of those ${undoneApprovals === 1 ? 'was' : 'were'} undone later.
    </p>
    ${rate === null || interval === null ? html`<p>There are too few outcomes to state a rate.</p>` : html`<${IntervalBar} rate=${rate} interval=${interval} />`}
    ${rate !== null && undoneApprovals === 0 && html`<p>None seen does not mean none possible: only more history narrows this.</p>`}
    <p class="quiet">
      Replayed <${Time} at=${backtest.madeAt} /> with the policy <${Text} text=${backtest.policy} limit=${80} />${
        backtest.isOfPolicyInForce
          ? isWithoutModel
            ? ', the one in force, but for the learned model that decides now: trust was replayed, P(clean) was not.'
            : ', the one in force.'
          : html`: <strong>made with another policy than the one in force</strong>, <${Text} text=${backtest.inForce.version} limit=${80} />. The next figures are made with that.`
      }
    </p>
    <${LaneTable} rates=${replayed} caption="Replayed lanes, by what became of the change" />
    <${RateList} rates=${replayed} />
    <p class="quiet">In brackets: where the true rate lies with ${percent(backtest.confidence)} confidence.</p>
    <${Beside} backtest=${backtest} />
    <${Months} months=${months} />
    <details class="explain"><summary>How is this made?</summary><p><${Text} text=${note} limit=${800} /></p><p>More in docs/backtest.md.</p></details>
  `;
};
