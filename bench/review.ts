/**
 * What the blind reviewer is worth on labelled diffs; docs/review.md has what came out.
 *
 *     node bench/review.ts [DIR] [--repeats N] [--model ID] [--limit N] [--budget USD] [--wrong] [--json]
 *
 * Puts every diff of DIR/good (may pass), DIR/bad (must not) and DIR/fixes (each may pass, and reversed must not) to the
 * reviewer as the product does, and says how many defects it would hold, with machine findings beside it. DIR is
 * `bench/review/corpus` unless told. With `ANTHROPIC_API_KEY` in the environment it asks Claude, for at most USD dollars
 * (2 unless told); else rules that stand in for a model, and says so first. `--limit` takes a sample of N diffs,
 * `--wrong` names those judged wrongly.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PROMPT_HASH } from '../src/review/index.ts';
import { report } from './measure.ts';
import { whoIsAsked } from './review/asked.ts';
import { labelledIn } from './review/labelled.ts';
import { measured } from './review/measured.ts';
import { answersTo } from './review/readings.ts';
import { inWords } from './review/words.ts';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    repeats: { type: 'string', default: '1' },
    model: { type: 'string' },
    limit: { type: 'string', default: '1000000' },
    budget: { type: 'string', default: '2' },
    wrong: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

const whole = (name: 'repeats' | 'limit'): number => {
  const value = Number(options[name]);
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw new RangeError(`--${name}: must be a whole number of 1 or more, is ${options[name]}`);
};
const dollars = (): number => {
  const value = Number(options.budget);
  if (value >= 0 && Number.isFinite(value)) return value;
  throw new RangeError(`--budget: must be 0 dollars or more, is ${options.budget}`);
};

/** How far the stand-in's risks move, where repeats are to differ at all. */
const SPREAD = 0.1;

const repeats = whole('repeats');
const budgetMicros = Math.round(dollars() * 1e6);
const folder = positionals[0] ?? join(import.meta.dirname, 'review/corpus');
const diffs = labelledIn(folder).slice(0, whole('limit'));
await using asked = await whoIsAsked({ id: options.model ?? null, spread: repeats > 1 ? SPREAD : 0 });
if (!options.json) console.log(asked.words);
const onProgress = (done: number, of: number): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${of} reviews${done === of ? '\n' : ''}`);
};
const figures = measured(await answersTo(diffs, { model: asked.model, repeats, budgetMicros, onProgress }));
const { diffs: count, brier } = figures;
if (options.json) {
  const { isStandIn, words, model } = asked;
  console.log(
    JSON.stringify(
      { asked: words, model: model.id, promptHash: PROMPT_HASH, isStandIn, folder, repeats, ...figures },
      null,
      2,
    ),
  );
} else {
  console.log(`prompts ${PROMPT_HASH.slice(0, 12)}, ${new Date().toISOString().slice(0, 10)}`);
  console.log(inWords(figures, { isStandIn: asked.isStandIn, withWrong: options.wrong }));
  const who = asked.isStandIn ? `${asked.model.id}, which says nothing of Claude` : asked.model.id;
  // Without a verdict there is no figure to report.
  if (figures.outcomes.verdict === undefined) process.exitCode = 1;
  else
    report(
      `blind review of ${count} labelled diffs by ${who}: Brier score, less is better`,
      brier.score.toFixed(3),
      `always the share of defects ${brier.baseRate.toFixed(3)}`,
      brier.score / brier.baseRate,
    );
}
