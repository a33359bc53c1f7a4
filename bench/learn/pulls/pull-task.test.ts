import { expect, it } from 'vitest';
import { randomFrom } from '../../../src/learn/index.ts';
import { madeUpPull } from './made-up.testing.ts';
import { DAY } from './protocol.ts';
import { pullData } from './pull-data.ts';
import { judgedPulls, MAIN_VARIANTS, testedOn } from './pull-task.ts';
import { temporalSplit } from './splits.ts';

const random = randomFrom(7);
/** Of ten authors some are merged nearly always, some hardly ever; whoever comes once is merged when the change is small. */
const pulls = Array.from({ length: 1500 }, (_, place) => {
  const regular = place % 10;
  const isNew = random() < 0.3;
  const additions = Math.floor(1000 * random());
  const merged = random() < (isNew ? (additions < 300 ? 0.8 : 0.2) : regular < 6 ? 0.95 : 0.05);
  const author = isNew ? `new${place}` : `regular${regular}`;
  return madeUpPull({
    author,
    merged,
    additions,
    at: (1000 + place) * DAY,
    number: place,
    paths: [`src/${place % 40}.ts`],
  });
});
const data = pullData(pulls, [], 'at once');
const tested = () => testedOn(data, [temporalSplit(data.dataset, 'at once')], { variants: MAIN_VARIANTS, seed: 3 });
const first = tested();
const draws = { resamples: 100, seed: 1 };

it('finds what was planted, ahead of every baseline, in everybody and in newcomers', () => {
  const [all, newcomers] = judgedPulls(data, first, null, draws);
  expect(all?.rows).toBe(225);
  expect(all?.evaluations[0]?.auc.value).toBeGreaterThan(0.82);
  const baselines = all?.evaluations.slice(2) ?? [];
  expect(baselines.map(({ name }) => name)).toEqual([
    'base rate',
    "author's merge rate",
    'lines added',
    'history: new, 1–2, 3–9, 10+',
    'graph rank',
  ]);
  for (const { name, difference } of baselines) expect(difference?.auc.low, name).toBeGreaterThan(0);
  expect(newcomers?.rows).toBeLessThan(100);
  expect(newcomers?.evaluations[0]?.auc.value).toBeGreaterThan(0.65);
});

it('gives the same bits for the same seed', () => {
  expect(tested()).toEqual(first);
});
