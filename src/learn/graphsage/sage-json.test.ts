import { expect, it } from 'vitest';
import { planted } from './planted.testing.ts';
import { sageFromJson, sageToJson } from './sage-json.ts';
import { sageProbabilities } from './sage-probabilities.ts';
import { trainSage } from './train-sage.ts';

const { network, examples } = planted(60, 'own', 1);
network.features.values[4] = Number.NaN;
const asked = { ...examples, own: network.features };
const model = trainSage(network, asked, { hidden: 3, epochs: 5 });
const json = () => JSON.parse(JSON.stringify(sageToJson(model)));

it('a model comes back from its JSON to the bit', () => {
  const read = sageFromJson(json());
  expect(read).toEqual(model);
  if (typeof read === 'string') throw new Error(read);
  expect(sageProbabilities(read, network, asked)).toEqual(sageProbabilities(model, network, asked));
});

it.each<[string, unknown]>([
  ['nothing', null],
  ['a text', 'model'],
  ['a field more', { ...json(), also: 1 }],
  ['no width', { ...json(), hidden: 0 }],
  ['an enormous width', { ...json(), hidden: 1e9 }],
  ['a broken width', { ...json(), hidden: 2.5 }],
  ['epochs under 0', { ...json(), epochs: -1 }],
  ['another width than its weights', { ...json(), hidden: 4 }],
  ['a weight too few', { ...json(), weights: json().weights.slice(1) }],
  ['no weights', { ...json(), weights: undefined }],
  ['weights by name', { ...json(), weights: { length: model.weights.length } }],
  ['an unknown weight', { ...json(), weights: json().weights.with(3, null) }],
  ['a weight of NaN', { ...json(), weights: json().weights.with(3, Number.NaN) }],
  ['an infinite weight', { ...json(), weights: json().weights.with(3, Number.POSITIVE_INFINITY) }],
  ['an enormous weight', { ...json(), weights: json().weights.with(3, 1e300) }],
  ['a weight as text', { ...json(), weights: json().weights.with(3, '1') }],
  ['no scales', { ...json(), nodeScales: null }],
  ['a mean too few', { ...json(), nodeScales: { ...json().nodeScales, mean: [0] } }],
  ['a mean of NaN', { ...json(), nodeScales: { ...json().nodeScales, mean: [0, Number.NaN] } }],
  ['a deviation under 0', { ...json(), ownScales: { ...json().ownScales, perDeviation: [1, -1] } }],
  ['a gap of 2', { ...json(), ownScales: { ...json().ownScales, gaps: [0, 2] } }],
  ['a column twice', { ...json(), ownScales: { ...json().ownScales, columns: ['x', 'x'] } }],
  ['more columns than weights', { ...json(), ownScales: { columns: ['z'], mean: [0], perDeviation: [1], gaps: [0] } }],
])('a model with %s is refused', (_, hostile) => {
  expect(sageFromJson(hostile)).toMatch(/^the model /);
});
