import { describe, expect, it } from 'vitest';
import type { Compared, Score } from './report.ts';
import { countConditions, goodnessConditions, SERVE_RULE, verdictOf } from './serve-rule.ts';

const within = (value: number, low = value, high = value) => ({ value, low, high });
const score = (eceHigh: number): Score => ({
  ...{ auc: 0.8, brier: 0.1, logLoss: 0.3, ece: 0.03 },
  intervals: { auc: within(0.8), brier: within(0.1), logLoss: within(0.3), ece: within(0.03, 0, eceHigh) },
});
const baseline = (low: number): Compared => ({
  ...score(0.1),
  difference: { auc: within(0.05, low, 0.1), brier: within(0), logLoss: within(0), ece: within(0) },
});
const met = (conditions: readonly { readonly met: boolean }[]): boolean => conditions.every((each) => each.met);
const threshold = { words: 'The lane is open.' };

describe('the rule by which a model is served', () => {
  const enough = { rows: 200, clean: 180 };
  const calibrate = { rows: 100, clean: 90 };

  it.each([
    [enough, calibrate, true],
    [{ rows: 199, clean: 100 }, calibrate, false],
    [{ rows: 200, clean: 181 }, calibrate, false],
    [{ rows: 200, clean: 19 }, calibrate, false],
    [{ rows: 200, clean: 20 }, calibrate, true],
    [enough, { rows: 99, clean: 50 }, false],
    [enough, { rows: 100, clean: 91 }, false],
    [enough, { rows: 100, clean: 9 }, false],
  ])('counts: of %j held out and %j to calibrate on it is %s', (test, calibration, expected) => {
    expect(met(countConditions(test, calibration))).toBe(expected);
  });

  it.each([
    ['every difference is over 0', [0.001, 0.2], 0.1, true],
    ['one difference touches 0', [0.2, 0], 0.1, false],
    ['one difference is not known', [0.2, Number.NaN], 0.1, false],
    ['the calibration error may be over the bound', [0.2, 0.2], SERVE_RULE.eceAtMost + 1e-9, false],
    ['the calibration error is not known', [0.2, 0.2], Number.NaN, false],
  ])('goodness: where %s', (_, lows, eceHigh, expected) => {
    const baselines = Object.fromEntries(lows.map((low, at) => [`baseline ${at}`, baseline(low)]));
    expect(met(goodnessConditions(score(eceHigh), baselines, null))).toBe(expected);
  });

  it.each([
    [true, false],
    [false, true],
  ])('asks the model in use: stays %s, met %s', (stays, expected) => {
    const incumbent = { id: 'a'.repeat(64), rows: 60, brier: within(0.01), stays };
    expect(met(goodnessConditions(score(0.1), {}, incumbent))).toBe(expected);
  });

  it('says first that there are too few, then that it is not good enough, then what the lane does', () => {
    const few = countConditions({ rows: 10, clean: 5 }, calibrate);
    const poor = goodnessConditions(score(0.5), {}, null);
    expect(verdictOf(few, poor, threshold)).toEqual({
      served: false,
      reason:
        'Too few data to tell how good a model is. Asked: at least 200 held-out changes, 20 of them clean and 20 not. ' +
        'Found: 10: 5 clean and 5 not.',
    });
    expect(verdictOf(countConditions(enough, calibrate), poor, threshold)).toEqual({
      served: false,
      reason:
        'Not good enough to be served. Asked: probabilities at most 0.100 from shares (ECE), beyond doubt. ' +
        'Found: 0.030, at most 0.500.',
    });
    expect(verdictOf(countConditions(enough, calibrate), [], threshold)).toEqual({
      served: true,
      reason: 'All that is asked of a model holds. The lane is open.',
    });
  });
});
