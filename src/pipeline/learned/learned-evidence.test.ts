import { describe, expect, it } from 'vitest';
import { featureSet } from '../features/feature-set.ts';
import { rowWith, stubModel } from './learned.testing.ts';
import { learnedEvidence } from './learned-evidence.ts';

const model = stubModel();
const of = (values: Record<string, number>) => learnedEvidence({ model, features: featureSet }, rowWith(values));

describe('learnedEvidence', () => {
  it('names the model, what it says, and what moved it with the value it had', () => {
    const said = of({ merged_here: 12 });
    expect(said).toMatchObject({ model: model.id, margin: 3, bias: 0.5, rest: 0 });
    expect(said.probability).toBeCloseTo(1 / (1 + Math.exp(-3)), 12);
    expect(said.contributions).toEqual([
      { name: 'merged_here', words: 'merged pull requests here', unit: 'count', value: 12, contribution: 2.5 },
    ]);
  });

  it('says of a value that is not known that it is none, and counts it all the same', () => {
    const [first] = of({}).contributions;
    expect(first).toMatchObject({ name: 'merged_here', value: null, contribution: -2.5 });
  });

  it('adds up: bias, contributions and the rest are the margin', () => {
    const { bias, contributions, rest, margin } = of({ merged_here: 1 });
    expect(contributions.reduce((sum, { contribution }) => sum + contribution, bias + rest)).toBeCloseTo(margin, 9);
  });

  it('has a hash over all features it was told, also those that moved nothing', () => {
    expect(of({ merged_here: 1 }).featuresHash).toBe(of({ merged_here: 1 }).featuresHash);
    expect(of({ merged_here: 1 }).featuresHash).not.toBe(of({ merged_here: 1, rejected: 2 }).featuresHash);
    expect(of({ merged_here: 1 }).featuresHash).not.toBe(of({ merged_here: 1, rejected: 0 }).featuresHash);
    expect(of({ merged_here: 1 }).featuresHash).toBe(of({ merged_here: 1, added: 900 }).featuresHash);
  });

  it('takes the model’s columns by their names, whatever their order', () => {
    const reversed = { columns: featureSet.columns.toReversed(), hash: featureSet.hash };
    const other = stubModel({ features: reversed });
    expect(learnedEvidence({ model: other, features: featureSet }, rowWith({ merged_here: 12 })).margin).toBe(3);
  });

  it('refuses a row that has not all features', () => {
    expect(() => learnedEvidence({ model, features: featureSet }, new Float64Array(3))).toThrow(RangeError);
  });
});
