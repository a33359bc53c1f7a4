import { describe, expect, it } from 'vitest';
import { randomFrom } from '../random.ts';
import { growTrees } from '../trees/grow-trees.ts';
import { marginsOf } from '../trees/margins.ts';
import { probabilityOf } from '../trees/trees.ts';
import { planted } from './planted.testing.ts';
import { rulingOf, type SageVerdict } from './ruling.ts';
import { sageProbabilities } from './sage-probabilities.ts';
import { trainSage } from './train-sage.ts';
import { sageVerdict } from './verdict.ts';
import { gnnVerdictFromJson } from './verdict-json.ts';

const SEEDS = [1, 2, 3, 4, 5];

/** GraphSAGE from five seeds against trees on the nodes' own features, both tried on a network unseen. */
const contest = (decides: 'neighbours' | 'own'): SageVerdict => {
  const [train, validation, test] = [planted(1000, decides, 1), planted(400, decides, 2), planted(1000, decides, 3)];
  const trees = growTrees(train.network.features, train.examples.labels, {
    leaves: 8,
    validation: { matrix: validation.network.features, labels: validation.examples.labels },
    patience: 10,
  });
  const sage = SEEDS.map((seed) => {
    const model = trainSage(train.network, train.examples, { hidden: 8, epochs: 150, seed, validation });
    return { seed, probabilities: sageProbabilities(model, test.network, test.examples) };
  });
  const probabilities = marginsOf(trees, test.network.features).map(probabilityOf);
  return sageVerdict({ labels: test.examples.labels, trees: { probabilities }, sage, resamples: 300 });
};

const random = randomFrom(5);
const labels = Uint8Array.from({ length: 400 }, () => Number(random() < 0.6));
/** Probabilities that know the labels to some degree. */
const knowing = (share: number, noise: () => number): Float64Array =>
  Float64Array.from(labels, (label) => 0.5 + share * (label - 0.5) + (1 - share) * (noise() - 0.5));
const trees = { probabilities: knowing(0.2, randomFrom(1)) };
const seedsOf = (shares: readonly number[]) =>
  shares.map((share, at) => ({ seed: at, probabilities: knowing(share, randomFrom(100)) }));

describe('the verdict on planted networks', () => {
  it('GraphSAGE wins, and is stable, where the label is in the neighbours alone', () => {
    const verdict = contest('neighbours');
    expect(verdict).toMatchObject({ wins: true, stable: true, served: true });
    expect(verdict.margin).toBeGreaterThan(0.2);
    expect(verdict.interval?.low).toBeGreaterThan(0);
  }, 60_000);

  it('and does not where it is not', () => {
    expect(contest('own')).toMatchObject({ wins: false, served: false });
  }, 60_000);
});

describe('the verdict', () => {
  it.each<[string, readonly number[], Partial<SageVerdict>]>([
    [
      'wins and is stable when every seed is clearly better',
      [0.4, 0.402, 0.401, 0.398, 0.4],
      { wins: true, stable: true, served: true },
    ],
    [
      'wins, unstable, when one seed is far better than the others',
      [0.3, 0.3, 0.3, 0.3, 0.9],
      { wins: true, stable: false, served: false },
    ],
    [
      'wins, unstable, when one seed does not win',
      [0.4, 0.4, 0.4, 0.4, 0.2],
      { wins: true, stable: false, served: false },
    ],
    ['is lost when they are no better', [0.2, 0.2, 0.2, 0.2, 0.2], { wins: false, served: false }],
    ['is lost when they are worse', [0, 0.1, 0, 0.1, 0], { wins: false, stable: false, served: false }],
  ])('%s', (_, shares, expected) => {
    const verdict = sageVerdict({ labels, trees, sage: seedsOf(shares) });
    expect(verdict).toMatchObject(expected);
    expect(gnnVerdictFromJson(JSON.parse(JSON.stringify(verdict)))).toEqual(verdict);
  });

  it('is lost with the better ranking when the log loss is worse', () => {
    const sure = (values: Float64Array) => values.map((value) => (value > 0.5 ? 1 - 1e-9 * (1 - value) : 1e-9 * value));
    const sage = seedsOf([0.4, 0.4, 0.4, 0.4, 0.4]).map((each) => ({
      ...each,
      probabilities: sure(each.probabilities),
    }));
    const verdict = sageVerdict({ labels, trees, sage });
    expect(verdict.interval?.low).toBeGreaterThan(0);
    expect(verdict.wins).toBe(false);
  });

  it('is lost, and unstable, where the interval holds 0', () => {
    const won = sageVerdict({ labels, trees, sage: seedsOf([0.4, 0.4, 0.4, 0.4, 0.4]) });
    const unsure = { low: -0.01, high: 0.2 };
    expect(rulingOf({ ...won, interval: unsure }).wins).toBe(false);
    const seeds = won.seeds.map((seed, at) => (at === 3 ? { ...seed, interval: unsure } : seed));
    expect(rulingOf({ ...won, seeds })).toMatchObject({ wins: true, stable: false, served: false });
  });

  it('ranks by scores where there are some', () => {
    const sage = seedsOf([0.4, 0.4, 0.4, 0.4, 0.4]).map(({ seed, probabilities }) => ({
      seed,
      probabilities: probabilities.map(() => 0.6),
      scores: probabilities,
    }));
    const coarse = { probabilities: trees.probabilities.map(() => 0.5), scores: trees.probabilities };
    expect(sageVerdict({ labels, trees: coarse, sage })).toMatchObject({ wins: true });
  });

  it('takes examples that hang together as fewer', () => {
    const sage = seedsOf([0.26, 0.26, 0.26, 0.26, 0.26]);
    const widthOf = ({ interval }: SageVerdict): number => (interval ? interval.high - interval.low : Number.NaN);
    const clusters = Int32Array.from(labels, (label, at) => (at % 10) + 10 * label);
    const alone = sageVerdict({ labels, trees, sage });
    expect(widthOf(sageVerdict({ labels, trees, sage, clusters }))).not.toBeCloseTo(widthOf(alone), 6);
    expect(sageVerdict({ labels, trees, sage })).toEqual(alone);
  });

  it.each([
    ['nothing', new Uint8Array(0)],
    ['one class', new Uint8Array(4).fill(1)],
  ])('is lost on %s, in plain JSON', (_, none) => {
    const same = { probabilities: new Float64Array(none.length).fill(0.5) };
    const verdict = sageVerdict({ labels: none, trees: same, sage: SEEDS.map((seed) => ({ seed, ...same })) });
    expect(verdict).toMatchObject({ wins: false, stable: false, served: false, margin: null, interval: null });
    expect(gnnVerdictFromJson(JSON.parse(JSON.stringify(verdict)))).toEqual(verdict);
  });

  it('wants five different seeds', () => {
    expect(() => sageVerdict({ labels, trees, sage: seedsOf([0.4, 0.4, 0.4, 0.4]) })).toThrow(/^sage must have 5/);
    const twice = seedsOf([0.4, 0.4, 0.4, 0.4, 0.4]).map((each) => ({ ...each, seed: 1 }));
    expect(() => sageVerdict({ labels, trees, sage: twice })).toThrow(/^sage must have 5/);
  });
});

describe('a verdict from a file', () => {
  const won = sageVerdict({ labels, trees, sage: seedsOf([0.4, 0.4, 0.4, 0.4, 0.4]) });
  const lost = sageVerdict({ labels, trees, sage: seedsOf([0.2, 0.2, 0.2, 0.2, 0.2]) });
  const mixed = sageVerdict({ labels, trees, sage: seedsOf([0.4, 0.4, 0.4, 0.4, 0.9]) });
  const { interval, figures, seeds, ...rest } = won;
  const [first] = seeds;
  it.each<[string, unknown]>([
    ['no object', null],
    ['a list', [won]],
    ['a bare claim', { wins: true }],
    ['a claim and no figures', { wins: true, stable: true, served: true }],
    ['no interval', { ...rest, figures, seeds }],
    ['an unknown interval', { ...won, interval: null }],
    ['an interval over 0 by hand', { ...lost, wins: true, served: true }],
    ['served though lost', { ...lost, served: true }],
    ['stable though not', { ...lost, stable: !lost.stable }],
    ['lost though won', { ...won, wins: false }],
    ['four seeds', { ...won, seeds: seeds.slice(1) }],
    ['a seed twice', { ...won, seeds: [...seeds.slice(1), seeds[1]] }],
    ['a seed that wins against its figures', { ...won, seeds: [{ ...first, wins: false }, ...seeds.slice(1)] }],
    ['a seed without figures', { ...won, seeds: [{ seed: 0, wins: true }, ...seeds.slice(1)] }],
    ['a mean that is not', { ...won, figures: { ...figures, sage: { ...figures.sage, auc: 0.99 } } }],
    ['a log loss that is not', { ...won, figures: { ...figures, sage: { ...figures.sage, logLoss: 0 } } }],
    ['a spread that is not', { ...mixed, figures: { ...mixed.figures, spread: 0 }, stable: true, served: true }],
    ['a margin that is not', { ...won, margin: 0.5 }],
    ['an interval upside down', { ...won, interval: { low: 0.3, high: 0.1 } }],
    ['NaN', { ...won, margin: Number.NaN }],
    ['an AUC over 1', { ...won, figures: { ...figures, trees: { auc: 1.5, logLoss: 0.1 } } }],
    ['more clean than rows', { ...won, figures: { ...figures, clean: 401 } }],
    ['a field more', { ...won, also: 1 }],
    ['numbers as text', { ...won, margin: String(won.margin) }],
  ])('is refused with %s', (_, json) => {
    expect(gnnVerdictFromJson(won)).toEqual(won);
    expect(gnnVerdictFromJson(json)).toMatch(/^the verdict /);
    expect(interval).not.toBeNull();
  });
});
