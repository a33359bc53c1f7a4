/**
 * Growing, predicting with and explaining boosted trees beside native XGBoost (hist, lossguide, one thread), on the same
 * drawn rows: `node bench/trees.ts [rows] [columns]`, by default 100000 and 30. 100 trees of 31 leaves; best of three.
 * Times are of the process, ours with all its threads, as the clock of a shared machine tells little; the clock's are said beside.
 */
import { aucOf, explainRows, growTrees, marginsOf, rankedBy } from '../src/learn/index.ts';
import { report } from './measure.ts';
import { drawnTask } from './trees/drawn-task.ts';
import { withXgboost } from './trees/with-xgboost.ts';

const [rows = 100_000, columns = 30] = process.argv.slice(2).map(Number);
const [RUNS, TREES, LEAVES, TESTED] = [3, 100, 31, 20_000];

/** What was made, and the least seconds of the process and of the clock that it took. */
const best = <T>(act: () => T): { readonly made: T; readonly cpu: number; readonly wall: number } => {
  let [made, cpu, wall] = [act(), Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let run = 0; run < RUNS; run += 1) {
    const [used, began] = [process.cpuUsage(), performance.now()];
    made = act();
    const { user, system } = process.cpuUsage(used);
    cpu = Math.min(cpu, (user + system) / 1e6);
    wall = Math.min(wall, (performance.now() - began) / 1e3);
  }
  return { made, cpu, wall };
};

const train = drawnTask(rows, columns, 1);
const test = drawnTask(TESTED, columns, 2);
const grown = best(() => growTrees(train.matrix, train.labels, { trees: TREES, leaves: LEAVES }));
const predicted = best(() => marginsOf(grown.made, test.matrix));
const explained = best(() => explainRows(grown.made, test.matrix));

const { contributions, bias } = explained.made;
const error = predicted.made.reduce((most, margin, row) => {
  const own = contributions.subarray(row * columns, (row + 1) * columns);
  return Math.max(most, Math.abs(own.reduce((sum, share) => sum + share, bias) - margin));
}, 0);
const areaOf = (scores: Float64Array): number => aucOf(rankedBy(scores, test.labels));
const auc = areaOf(predicted.made);
const perSecond = (seconds: number): string => `${Math.round(1 / seconds).toLocaleString('en')} rows/s`;
const seconds = ({ cpu, wall }: { readonly cpu: number; readonly wall: number }): string =>
  `${cpu.toFixed(2)} s (clock ${wall.toFixed(2)} s)`;
const [ours, oursExplain] = [predicted.cpu / TESTED, explained.cpu / TESTED];
console.log(`best AUC there is ${areaOf(test.chances).toFixed(4)}`);
console.log(
  `ours     ${seconds(grown)}, AUC ${auc.toFixed(4)}, ${perSecond(ours)}, TreeSHAP ${perSecond(oursExplain)}`,
);
console.log(`contributions and bias differ from the margin by at most ${error.toExponential(1)}`);

const peer = withXgboost(train, test, [RUNS, TREES, LEAVES]);
if (peer === null) console.log('XGBoost: not to be had here');
else {
  const peerAuc = areaOf(peer.margins);
  const name = `XGBoost ${peer.version}`;
  const size = `${rows.toLocaleString('en')} rows × ${columns} columns, ${TREES} trees × ${LEAVES} leaves`;
  console.log(
    `${name}  ${seconds(peer.train)}, AUC ${peerAuc.toFixed(4)}, ${perSecond(peer.predict)}, ${perSecond(peer.explain)}`,
  );
  report(
    `boosted trees, ${size}, one thread, test AUC ${auc.toFixed(4)} and ${peerAuc.toFixed(4)}`,
    seconds(grown),
    `${name} ${seconds(peer.train)}`,
    grown.cpu / peer.train.cpu,
  );
  report('predictions with them', perSecond(ours), `${name} ${perSecond(peer.predict)}`, ours / peer.predict);
  report(
    'TreeSHAP with them',
    perSecond(oursExplain),
    `${name} ${perSecond(peer.explain)}`,
    oursExplain / peer.explain,
  );
}
