import { expect, it } from 'vitest';
import { PLANTED_BASELINES, PLANTED_FEATURES, planted } from '../learn/training/testing.ts';
import { train } from '../learn/training/train.ts';
import { trainingWords } from './training-words.ts';

it('says first whether a model is served, and what that does to the fast lane', () => {
  const { dataset } = planted(2000);
  const { report } = train(dataset, PLANTED_FEATURES, { baselines: PLANTED_BASELINES, target: 0.3 });
  const { threshold } = report;
  if (threshold === null) throw new Error('nothing was learned');
  const said = (value: number | null, served = true) =>
    trainingWords({
      ...report,
      served,
      model: 'ab12cd34ef56ab78',
      reason: 'All holds.',
      threshold: { ...threshold, value },
    });
  expect(said(0.9)).toMatch(/^Served: model ab12cd34ef56\. All holds\.\n/);
  expect(said(null)).toMatch(
    /^Served, and the fast lane is closed: structural trust, .* Model ab12cd34ef56\. All holds\.\n/,
  );
  expect(said(null, false)).toMatch(/^Not served\. All holds\.\n/);
  expect(trainingWords(report)).toMatch(/\nfast lane {3}(From|No threshold) /);
});
