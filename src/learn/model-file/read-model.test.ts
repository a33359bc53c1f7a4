import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';
import { modelText } from './model-text.ts';
import { MODEL_BYTES_MAX, readModel } from './read-model.ts';
import { TINY_FEATURES, tinyModel } from './testing.ts';

const whole = modelText(tinyModel());
const read = (text: string) => readModel(text, TINY_FEATURES);
const problemOf = (text: string): string => {
  const found = read(text);
  return 'problem' in found ? found.problem : 'none';
};

// biome-ignore lint/suspicious/noExplicitAny: a place anywhere in a document
type Change = (file: any) => void;

/** The file with something else in it and a hash that fits, as somebody would write it who knows how. */
const poisoned = (change: Change): string => {
  const { sha256: _, ...file } = JSON.parse(whole);
  change(file);
  return canonicalJson({ ...file, sha256: createHash('sha256').update(canonicalJson(file)).digest('hex') });
};

describe('a model file', () => {
  it('comes back as it was written, to the bit', () => {
    const found = read(whole);
    expect(found).toEqual({ model: tinyModel() });
    expect('model' in found && modelText(found.model)).toBe(whole);
  });

  it('may have its keys in any order and blanks between them', () => {
    const { columns, ...rest } = JSON.parse(whole);
    expect(read(JSON.stringify({ ...rest, columns }, null, 2))).toEqual({ model: tinyModel() });
  });

  it('is named after everything that is in it', () => {
    expect(tinyModel().id).toBe(tinyModel().id);
    expect(tinyModel({ window: { fromUs: 1e15 + 1, toUs: 2e15 } }).id).not.toBe(tinyModel().id);
    expect(poisoned(() => undefined)).toBe(whole.trimEnd());
  });

  it.each([
    ['empty', '', /is empty/],
    ['not JSON', '<html>', /is not JSON/],
    ['no object', '[1]', /is no JSON object/],
    ['null', 'null', /is no JSON object/],
    ['cut off', whole.slice(0, 900), /is cut off/],
    ['too large', ' '.repeat(MODEL_BYTES_MAX + 1), /is too large: over 32 MiB/],
    ['nested beyond reason', '['.repeat(5_000_000), /not JSON|cannot be read/],
    ['something else', '{"name":"x"}', /is no model file: it has no format/],
    ['of the future', poisoned((file) => Object.assign(file, { format: 2, more: 1 })), /a later version.*format 2/],
    ['of the past', poisoned((file) => Object.assign(file, { schema: 0 })), /an earlier version.*schema 0/],
    ['of another kind', poisoned((file) => Object.assign(file, { format: '1' })), /has no format/],
    ['for other features', poisoned((file) => Object.assign(file, { featureHash: 'e' })), /for other features/],
    ['changed by hand', whole.replace('"bias":0', '"bias":1'), /was changed.*hash [0-9a-f]{12}/],
    ['without its hash', whole.replace(/,"sha256":"\w+"/, ''), /sha256/],
    ['with another field', poisoned((file) => Object.assign(file, { more: 1 })), /more/],
    ['with __proto__', whole.replace('{', '{"__proto__":{},'), /proto|nrecognized/],
  ])('that is %s is refused and says so', (_, text, problem) => {
    expect(problemOf(text)).toMatch(problem);
  });
});

const POISONS: [string, Change, RegExp][] = [
  ['a probability over 1', (file) => file.isotonic.values.splice(1, 1, 1.5), /isotonic.*\[0,1\]/],
  ['a probability under 0', (file) => file.isotonic.values.splice(0, 1, -0.1), /isotonic.*\[0,1\]/],
  ['a calibration that falls', (file) => file.isotonic.values.reverse(), /isotonic.*fall/],
  ['thresholds that do not rise', (file) => file.isotonic.thresholds.reverse(), /isotonic.*rise/],
  ['no calibration', (file) => delete file.isotonic, /isotonic/],
  ['an empty calibration', (file) => Object.assign(file.isotonic, { thresholds: [], values: [] }), /isotonic.*empty/],
  ['a node that is its own child', (file) => file.trees.left.splice(0, 1, 0), /trees.*node 0/],
  ['a child out of range', (file) => file.trees.right.splice(0, 1, 99), /trees.*node 0/],
  ['a column that is not there', (file) => file.trees.column.splice(0, 1, 7), /trees.*column 7/],
  ['a leaf of null', (file) => file.trees.value.splice(1, 1, null), /trees.*finite/],
  ['trees for other columns', (file) => Object.assign(file.trees, { columns: ['merged', 'other'] }), /trees\.columns/],
  ['columns twice', (file) => Object.assign(file, { columns: ['rank', 'rank'] }), /columns: must name each/],
  ['a metric that is null', (file) => Object.assign(file.metrics.auc, { value: null }), /metrics\.auc\.value/],
  ['an AUC over 1', (file) => Object.assign(file.metrics.auc, { value: 2 }), /metrics\.auc\.value/],
  ['an interval that is turned', (file) => Object.assign(file.metrics.auc, { low: 0.9 }), /metrics\.auc: must/],
  ['a threshold over 1', (file) => Object.assign(file.threshold, { value: 1.1 }), /threshold\.value/],
  ['a threshold that breaks its promise', (file) => Object.assign(file.threshold, { upper: 0.06 }), /keep its target/],
  ['a threshold without a bound', (file) => Object.assign(file.threshold, { upper: null }), /keep its target/],
  ['more bad ones than approved', (file) => Object.assign(file.threshold, { bad: 151 }), /no more bad/],
  ['rows by halves', (file) => Object.assign(file.rows, { fit: 1.5 }), /rows\.fit/],
  ['more clean ones than rows', (file) => Object.assign(file.rows, { testClean: 251 }), /rows: must count/],
  ['a time before 1970', (file) => Object.assign(file.window, { fromUs: -1 }), /window\.fromUs/],
  ['a test before its training', (file) => Object.assign(file.heldOut, { fromUs: 1e15 }), /heldOut: must begin/],
  ['a column about the change', named('added'), /^looks at the change itself \(added\): nothing about a diff may/],
  ['a column that is no feature', named('charm'), /^has the column charm, which is no feature/],
];

/** Figures that do not hold what is asked of a model, and what is said of them. */
const UNFIT: [string, Change, RegExp][] = [
  ['few held out', rows({ test: 199, testClean: 150 }), /: at least 200 held-out changes.*found 199: 150 clean/],
  ['few of them clean', rows({ test: 250, testClean: 19 }), /found 250: 19 clean and 231 not/],
  ['few of them not clean', rows({ test: 250, testClean: 231 }), /found 250: 231 clean and 19 not/],
  ['few to calibrate on', rows({ calibrate: 99 }), /at least 100 changes to calibrate on; found 99$/],
  ['a calibration error', figure('ece', { value: 0.02, low: 0, high: 0.101 }), /ECE at most 0\.100.*found 0\.101$/],
  ['an AUC no better', figure('auc', { value: 0.7, low: 0.6, high: 0.8 }), /than the rank alone; found 0\.700 against/],
  ['an unbeaten baseline', (file) => Object.assign(file.metrics.baselines, { luck: 0.9 }), /than luck alone/],
  ['no baseline', (file) => Object.assign(file.metrics, { baselines: {} }), /baselines to be better than; found none$/],
];

const FIT: [string, Change][] = [
  ['just enough', rows({ test: 200, testClean: 180, calibrate: 100 })],
  ['just few enough clean ones', rows({ test: 200, testClean: 20 })],
  ['just calibrated', figure('ece', { value: 0.02, low: 0, high: 0.1 })],
];

function named(column: string): Change {
  return (file) => {
    for (const part of [file, file.trees]) part.columns.splice(0, 1, column);
  };
}

function rows(counts: object): Change {
  return (file) => Object.assign(file.rows, counts);
}

function figure(name: string, value: object): Change {
  return (file) => Object.assign(file.metrics, { [name]: value });
}

describe('a model file whose own figures are those of a model that would not be served', () => {
  it.each(UNFIT)('with %s is refused with what is missed', (_, change, problem) => {
    expect(problemOf(poisoned(change))).toMatch(problem);
    expect(problemOf(poisoned(change))).toMatch(/^misses what is asked of a model: /);
  });

  it.each(FIT)('is taken with %s', (_, change) => {
    expect(read(poisoned(change))).toHaveProperty('model');
  });
});

describe('what is said of a file that is refused', () => {
  const nasty = `x\n\u001b[2J\u202e${'y'.repeat(1000)}`;
  const places: [string, Change][] = [
    ['a field', (file) => Object.assign(file, { [nasty]: 1 })],
    ['a baseline', (file) => Object.assign(file.metrics.baselines, { [nasty]: 2 })],
    ['a short baseline', (file) => Object.assign(file.metrics.baselines, { 'x\n\u001b\u2028': 1 })],
    ['a column', named('x\n\u001b[2J\u202e')],
    ['a field of the trees', (file) => Object.assign(file.trees, { [nasty]: 1 })],
    ['a field of the calibration', (file) => Object.assign(file.isotonic, { [nasty]: 1 })],
  ];
  it.each(places)('is short and on one line, where its author names %s', (_, change) => {
    const problem = problemOf(poisoned(change));
    expect(problem).not.toBe('none');
    expect(problem.length).toBeLessThanOrEqual(200);
    expect(problem).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  });

  it('is what is wrong, too, behind a long name', () => {
    const text = poisoned((file) => Object.assign(file.metrics.baselines, { ['z'.repeat(60)]: 7 }));
    expect(problemOf(text)).toMatch(/^metrics\.baselines\.z+: /);
    expect(problemOf(poisoned((file) => Object.assign(file, { [nasty]: 1 })))).toMatch(
      /nrecognized.*x\\u\{a\}\\u\{1b\}/,
    );
  });
});

describe('a poisoned model file whose hash fits', () => {
  it.each(POISONS)('with %s is refused and says where', (_, change, problem) => {
    expect(problemOf(poisoned(change))).toMatch(problem);
  });

  it.each(['1e999', '-1e999', 'NaN', 'Infinity'])('with the number %s is refused', (number) => {
    for (const place of ['"bias":0', '"target":0.05', '0.3,0.9]']) {
      expect(whole).toContain(place);
      expect(problemOf(whole.replace(place, place.replace(/0(\.05|\.3)?/, number)))).not.toBe('none');
    }
  });

  it('with any one character changed is the same model, or none, and nothing is thrown', () => {
    const characters = fc.constantFrom(...'0123456789.,:eE+-"{}[] nul');
    fc.assert(
      fc.property(fc.nat(whole.length - 1), characters, (at, character) => {
        const found = read(whole.slice(0, at) + character + whole.slice(at + 1));
        if ('model' in found) expect(modelText(found.model)).toBe(whole);
        else expect(found.problem.length).toBeLessThanOrEqual(200);
      }),
      { numRuns: 2000 },
    );
  });

  it('of any content throws nothing', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => problemOf(text) !== 'none'));
  });

  it('of any JSON in place of a part is refused', () => {
    const keys = Object.keys(JSON.parse(whole)).filter((key) => key !== 'sha256');
    fc.assert(
      fc.property(fc.constantFrom(...keys), fc.jsonValue(), (key, value) => {
        const text = poisoned((file) => Object.assign(file, { [key]: value }));
        expect(problemOf(text)).not.toBe('none');
      }),
      { numRuns: 500 },
    );
  });
});
