/**
 * Lost in the middle: whether a danger is found wherever in a diff of over 100,000 tokens it stands.
 *
 *     node bench/long-diff.ts
 *
 * Plants a dangerous hunk at nine places of the same long diff and has it read twice by the same stand-in for a model: as
 * the product reads a long diff, and by its first and last 4,096 tokens. Found is what a held flag of medium or high
 * severity points at, line for line; machine findings are switched off. It measures the way of reading, not the model,
 * which knows both dangers by rules. docs/review.md has what came out.
 */
import { DANGERS } from '../test/hostile/dangers.ts';
import { headAndTail, type LongReading, navigated, POSITIONS, planted, tokensOf } from './long-diff/readings.ts';
import { report } from './measure.ts';

/** One that machine rules know as well, and one that is wrong in its meaning alone. */
const PLANTED = ['py-token-compare', 'go-bounds-off-by-one'];

const row = (...cells: readonly (string | number)[]): void => console.log(cells.join(' | '));

const found = ({ isFound }: LongReading): string => (isFound ? 'found' : 'missed');

const cellsOf = ({ risk, parts, requests, tokens, costMicros, seconds }: LongReading) => [
  risk?.toFixed(2) ?? '–',
  parts,
  requests,
  tokens.toLocaleString('en-US'),
  `$${(costMicros / 1e6).toFixed(4)}`,
  `${seconds.toFixed(1)} s`,
];

const recall = (readings: readonly LongReading[]): number =>
  readings.filter(({ isFound }) => isFound).length / readings.length;

const clean = await planted(null, 0);
const tokens = await tokensOf(clean);
if (tokens < 100_000) throw new Error(`the diff has only ${tokens} tokens`);
const size = `${tokens.toLocaleString('en-US')} tokens`;
console.log(`read by stand-in-careful-1, rules in the place of a model: a diff of ${size}, nothing planted`);
row('reading', 'flags', 'risk', 'parts', 'requests', 'tokens', 'cost at sonnet prices', 'time');
const undisturbed = { navigation: await navigated(clean), 'head and tail': await headAndTail(clean) };
for (const [way, reading] of Object.entries(undisturbed)) row(way, reading.elsewhere, ...cellsOf(reading));

const all: { readonly ours: LongReading; readonly baseline: LongReading }[] = [];
for (const danger of DANGERS.filter(({ id }) => PLANTED.includes(id))) {
  console.log(`${danger.id}: ${danger.what}`);
  row('at', 'reading', 'found', 'risk', 'parts', 'requests', 'tokens', 'cost at sonnet prices', 'time');
  for (const position of POSITIONS) {
    const long = await planted(danger, position);
    const [ours, baseline] = [await navigated(long), await headAndTail(long)];
    all.push({ ours, baseline });
    row(`${Math.round(100 * position)} %`, 'navigation', found(ours), ...cellsOf(ours));
    row('', 'head and tail', found(baseline), ...cellsOf(baseline));
  }
}
const [ours, baseline] = [recall(all.map((each) => each.ours)), recall(all.map((each) => each.baseline))];
const elsewhere = all.reduce((sum, each) => sum + each.ours.elsewhere + each.baseline.elsewhere, 0);
console.log(
  `recall over ${POSITIONS.length} places and ${PLANTED.length} dangers: ${ours.toFixed(2)}, head and tail ` +
    `${baseline.toFixed(2)}; flags in other files: ${elsewhere}`,
);
report(
  `lost in the middle: recall of a danger at ${POSITIONS.length} places of a diff of ${size}, stand-in model; more is better`,
  ours.toFixed(2),
  `same model, first and last 4,096 tokens ${baseline.toFixed(2)}`,
  ours / baseline,
);
if (ours < 1) process.exitCode = 1;
