/**
 * EigenTrust after one vouch or revoke, against a full solve of the same graph in the same run:
 * `node bench/incremental.ts [nodes] [edges] [updates]`, by default 1000000, 10000000 and 30. First a stream of
 * updates without a solve, then each update from a fresh one.
 */
import { eigenTrust, openSolver, type TrustGraph, trackTrust, warmStart } from '../src/trust/index.ts';
import { median, report } from './measure.ts';
import { powerLaw, xorshift } from './power-law.ts';

const [nodes = 1_000_000, edges = 10_000_000, updates = 30] = process.argv.slice(2).map(Number);
const SEEDS = 10;
const SOLVES = 3;
const STREAM = 300;
const THREADS = 2;

const timed = <T>(act: () => T): readonly [result: T, ms: number] => {
  const startedAt = performance.now();
  const result = act();
  return [result, performance.now() - startedAt];
};

const graphOf = (): TrustGraph => {
  const { vouches } = powerLaw(nodes, edges);
  const ids = Array.from({ length: nodes }, (_, node) => String(node));
  const none = new Float64Array();
  const place = vouches.outStart.slice();
  const outEdge = new Int32Array(vouches.from.length);
  vouches.from.forEach((voucher, edge) => {
    outEdge[place[voucher]!++] = edge;
  });
  return {
    ids,
    indexOf: (id) => (Number(id) < nodes ? Number(id) : -1),
    vouches: { ...vouches, outEdge, weight: none, fade: none },
    denounces: { start: new Int32Array(nodes + 1), from: new Int32Array(), weight: none },
    scale: 1,
    dropped: { selfEdges: 0, invalid: 0 },
  };
};

const graph = graphOf();
const { from, given, outStart, outTo, outEdge } = graph.vouches;
const random = xorshift(7);
const seeds: string[] = [];
for (let node = 0; seeds.length < SEEDS; node += 1) if (given[node]! > 0) seeds.push(String(node));
const preTrust = new Float64Array(nodes);
for (const seed of seeds) preTrust[Number(seed)] = 1 / SEEDS;

type Tracker = ReturnType<typeof trackTrust>;
const kinds = ['revoke of a random vouch', 'vouch by a random voucher', 'vouch by a random person'] as const;
type Kind = (typeof kinds)[number];
interface Step {
  readonly kind: Kind;
  readonly from: string;
  readonly to: string;
}

/** Random vouches favour whoever vouches a lot; random people, of those who vouch at all, do not. */
const draw = (kind: Kind): Step => {
  const at = Math.floor(random() * outTo.length);
  const voucher = from[outEdge[at]!]!;
  if (kind === 'revoke of a random vouch') return { kind, from: String(voucher), to: String(outTo[at]!) };
  let person = kind === 'vouch by a random voucher' ? voucher : Math.floor(random() * nodes);
  while (outStart[person + 1] === outStart[person]) person = Math.floor(random() * nodes);
  return { kind, from: String(person), to: String((person + 1 + Math.floor(random() * (nodes - 1))) % nodes) };
};

const act = (tracker: Tracker, step: Step) =>
  step.kind === 'revoke of a random vouch' ? tracker.revoke(step.from, step.to) : tracker.vouch(step.from, step.to, 2);

const few = (value: number): string => value.toExponential(1);
const spread = (values: readonly number[], show: (value: number) => string): string => {
  const sorted = [...values].sort((a, b) => a - b);
  const p90 = sorted[Math.ceil(0.9 * sorted.length) - 1] ?? Number.NaN;
  return `median ${show(median(sorted))}, p90 ${show(p90)}, worst ${show(sorted.at(-1) ?? Number.NaN)}`;
};
const ms = (value: number): string => `${value.toFixed(2)} ms`;

/** How far the scores are from those of a solve of what the tracker has now, from nothing. */
const distanceAfter = (tracker: Tracker): number => {
  const before = tracker.scores();
  tracker.settle();
  return tracker.scores().reduce((sum, score, node) => sum + Math.abs(score - before[node]!), 0);
};

const [{ scores, iterations }, oneThreadMs] = timed(() => eigenTrust(graph, preTrust));
await using solver = openSolver({ threads: THREADS });
let [solveMs, threadedMs] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
for (let run = 0; run < SOLVES; run += 1) {
  const startedAt = performance.now();
  const prepared = solver.prepare(graph, preTrust);
  const preparedAt = performance.now();
  await prepared.solve();
  solveMs = Math.min(solveMs, performance.now() - preparedAt);
  threadedMs = Math.min(threadedMs, performance.now() - startedAt);
}
console.log(`graph    ${nodes} nodes, ${from.length} edges; ${iterations} steps`);
console.log(
  `solves   one thread ${ms(oneThreadMs)}; ${THREADS} threads ${ms(threadedMs)}, laid out before ${ms(solveMs)}`,
);

const [tracker, startMs] = timed(() => trackTrust(graph, seeds, { scores }));
const inStream = Array.from({ length: STREAM }, (_, run) => {
  const step = draw(kinds[run % kinds.length]!);
  const [update, took] = timed(() => act(tracker, step));
  return { took, ...update };
});
console.log(`tracker  starts in ${ms(startMs)} from known scores`);
console.log(
  `stream   ${spread(
    inStream.map(({ took }) => took),
    ms,
  )} per update`,
);
for (const at of [10, 30, 100, STREAM]) console.log(`  bound after ${at} updates: ${few(inStream[at - 1]!.bound)}`);
const asked = inStream.findIndex(({ needsSolve }) => needsSolve);
console.log(asked < 0 ? '  never asks for a solve' : `  asks for a solve after ${asked + 1} updates`);
const initial = warmStart({ ids: tracker.ids(), scores: tracker.scores() }, graph);
console.log(
  `warm     ${eigenTrust(graph, preTrust, { initial }).iterations} steps back from there, ${iterations} from nothing`,
);
const times: number[] = [];
for (const kind of kinds) {
  const own: number[] = [];
  const bounds: number[] = [];
  const followed: number[] = [];
  let checked: { readonly distance: number; readonly bound: number } | null = null;
  for (let run = 0; run < updates / kinds.length; run += 1) {
    const tracker = trackTrust(graph, seeds, { scores });
    const step = draw(kind);
    const [update, took] = timed(() => act(tracker, step));
    own.push(took);
    bounds.push(update.bound);
    followed.push(update.edges);
    if (update.bound > 1e-7 && update.bound < 1e-4)
      checked ??= { distance: distanceAfter(tracker), bound: update.bound };
  }
  times.push(...own);
  console.log(`${kind}: ${spread(own, ms)}`);
  console.log(`  bound ${spread(bounds, few)}; vouches followed ${spread(followed, String)}`);
  if (checked) console.log(`  really off by ${few(checked.distance)} in one whose bound is ${few(checked.bound)}`);
}
report(
  `EigenTrust after one vouch or revoke, ${nodes.toLocaleString('en')} nodes, ${from.length.toLocaleString('en')} edges`,
  ms(median(times)),
  `full solve, ${THREADS} threads, already laid out ${ms(solveMs)}`,
  median(times) / solveMs,
);
