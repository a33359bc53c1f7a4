import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../model-file/canonical-json.ts';
import { MODEL_BYTES_MAX } from '../model-file/read-model.ts';
import { TINY_FEATURES } from '../model-file/testing.ts';
import { tinyGnnModel, tinyReport, type Went } from './gnn.testing.ts';
import { gnnModelText } from './gnn-model.ts';
import { readGnn } from './read-gnn.ts';

const model = tinyGnnModel(TINY_FEATURES.hash);
const won = tinyReport(model);
const [report, file] = [JSON.stringify(won), gnnModelText(model)];
const read = (reportText: string | null, modelText: string | null) =>
  readGnn({ report: reportText, model: modelText }, TINY_FEATURES);
const problemOf = (reportText: string | null, modelText: string | null): string => {
  const found = read(reportText, modelText);
  return found.kind === 'refused' ? found.problem : `none: ${found.kind}`;
};

// biome-ignore lint/suspicious/noExplicitAny: a place anywhere in a document
type Change = (document: any) => void;

const changed = (text: string, change: Change): string => {
  const document = JSON.parse(text);
  change(document);
  return JSON.stringify(document);
};

/** A network that is told this column, too. */
const named = (column: string): Change => {
  return ({ columns, sage: { ownScales } }) => {
    for (const part of [columns, ownScales.columns]) part.splice(1, 1, column);
  };
};

/** The model's file with something else in it, and a report about exactly that: as somebody writes both who knows how. */
const poisoned = (change: Change): readonly [string, string] => {
  const { sha256: _, ...body } = JSON.parse(file);
  change(body);
  const sha256 = createHash('sha256').update(canonicalJson(body)).digest('hex');
  return [changed(report, (said) => Object.assign(said, { model: sha256 })), canonicalJson({ ...body, sha256 })];
};

describe('who decides, by the files of a comparison', () => {
  it('is GraphSAGE where it wins and is stable, with the very model that was judged', () => {
    expect(read(report, file)).toEqual({ kind: 'gnn', report: won, model });
    const withTold = changed(report, (said) =>
      Object.assign(said, { target: 0.05, made: {}, decides: {}, judgedAtUs: 1 }),
    );
    expect(read(withTold, file)).toEqual({ kind: 'gnn', report: won, model });
    expect(read(...poisoned(() => undefined)).kind).toBe('gnn');
  });

  it('is the trees where nothing was compared', () => {
    expect(read(null, null)).toEqual({ kind: 'none' });
  });

  const lost: [string, Went][] = [
    ['does not win', { aucs: [0.74, 0.74, 0.75, 0.75, 0.76] }],
    ['wins on average only', { aucs: [0.765, 0.78, 0.78, 0.78, 0.78] }],
    ['wins, its seeds far apart', { aucs: [0.8, 0.8, 0.8, 0.8, 0.83] }],
    ['wins, and a condition is missed', { conditionsMet: false }],
  ];
  it.each(lost)('is the trees where it %s, whatever model is there', (_, went) => {
    const said = tinyReport(model, went);
    expect(said.qualifies).toBe(false);
    for (const beside of [file, null, 'rubbish'])
      expect(read(JSON.stringify(said), beside)).toEqual({ kind: 'trees', report: said });
  });
});

const BAD_REPORTS: [string, string | null, RegExp][] = [
  ['missing beside a model', null, /^gnn-model\.json is there without its verdict/],
  ['empty', '', /^gnn\.json is empty/],
  ['cut off', report.slice(0, 300), /^gnn\.json is cut off/],
  ['no object', '[]', /is no JSON object/],
  ['too large', ' '.repeat(MODEL_BYTES_MAX + 1), /is too large/],
  ['of the future', changed(report, (said) => Object.assign(said, { format: 2 })), /a later version/],
  ['for other features', changed(report, (said) => Object.assign(said, { featureHash: 'f' })), /other features/],
  ['a claim and no figures', '{"wins":true,"stable":true,"served":true}', /has no format/],
  [
    'a claim with a format',
    JSON.stringify({ ...won, verdict: { wins: true, stable: true, served: true } }),
    /verdict: the verdict is not one/,
  ],
  ['a win by hand', changed(report, (said) => Object.assign(said.verdict.figures.trees, { auc: 0.85 })), /contradicts/],
  ['a win without figures', changed(report, (said) => Object.assign(said.verdict, { interval: null })), /verdict:/],
  ['no verdict', changed(report, (said) => Object.assign(said, { verdict: null })), /does not follow/],
  ['a condition missed', changed(report, (said) => Object.assign(said.conditions[0], { met: false })), /not follow/],
  ['no conditions', changed(report, (said) => Object.assign(said, { conditions: [] })), /too little was held out/],
  ['no name', changed(report, (said) => Object.assign(said, { model: null })), /names a model though/],
  ['other rows', changed(report, (said) => Object.assign(said.rows, { test: 299 })), /other changes than/],
  ['more in parts than in all', changed(report, (said) => Object.assign(said.rows, { all: 1000 })), /in its parts/],
  ['few to calibrate on', changed(report, (said) => Object.assign(said.rows, { calibrate: 9 })), /too little/],
  [
    'few that are not clean',
    changed(report, (said) => Object.assign(said.verdict.figures, { clean: 290 })),
    /too little was held out/,
  ],
  ['another field', changed(report, (said) => Object.assign(said, { more: 1 })), /more/],
];

const BAD_MODELS: [string, string | null, RegExp][] = [
  ['missing', null, /^gnn-model\.json is missing/],
  ['not JSON', '<html>', /^gnn-model\.json is not JSON/],
  ['cut off', file.slice(0, 500), /is cut off/],
  ['changed by hand', file.replace('"epochs":7', '"epochs":8'), /was changed/],
  ['another model', gnnModelText({ ...model, ...{ id: 'a'.repeat(64) } }), /was changed/],
];

describe('files of a comparison', () => {
  it.each(BAD_REPORTS)('of which the verdict is %s are refused and say so', (_, text, problem) => {
    expect(problemOf(text, file)).toMatch(problem);
  });

  it.each(BAD_MODELS)('of which the model is %s are refused and say so', (_, text, problem) => {
    expect(problemOf(report, text)).toMatch(problem);
  });

  const poisons: [string, Change, RegExp][] = [
    ['a weight of null', (body) => body.sage.weights.splice(0, 1, null), /sage: the model has a weight/],
    ['a weight without measure', (body) => body.sage.weights.splice(0, 1, 1e9), /sage: the model has a weight/],
    ['a weight too few', (body) => body.sage.weights.pop(), /sage: the model needs a list/],
    ['a width without measure', (body) => Object.assign(body.sage, { hidden: 1e9 }), /sage: .*hidden/],
    ['columns of others', (body) => Object.assign(body, { columns: ['merged', 'other'] }), /sage\.ownScales\.columns/],
    [
      'people by others',
      (body) => Object.assign(body.sage.nodeScales, { columns: ['x'] }),
      /sage\.nodeScales\.columns/,
    ],
    ['a person twice', (body) => body.people.names.fill('did:plc:a'), /people: names: must name each once/],
    ['a value too few', (body) => body.people.values.pop(), /people: needs 2 values, got 1/],
    ['a value that is none', (body) => body.people.values.fill('1'), /people: values/],
    ['no people', (body) => Object.assign(body, { people: null }), /people: /],
    [
      'people without measure',
      (body) => Object.assign(body.people, { names: Array.from({ length: 20_001 }, (_, at) => `did:plc:${at}`) }),
      /people: names/,
    ],
    ['a calibration that falls', (body) => body.isotonic.values.reverse(), /isotonic.*fall/],
    ['a threshold that breaks its promise', (body) => Object.assign(body.threshold, { upper: 0.5 }), /threshold/],
    ['a test before its training', (body) => Object.assign(body.heldOut, { fromUs: 1 }), /heldOut/],
    ['trees', (body) => Object.assign(body, { trees: {} }), /trees/],
    ['other features', (body) => Object.assign(body, { featureHash: 'f' }), /other features/],
    ['a later schema', (body) => Object.assign(body, { schema: 2 }), /a later version/],
    ['a look at the change', named('added'), /^gnn-model\.json looks at the change itself \(added\): nothing about/],
    ['a column that is none', named('charm'), /^gnn-model\.json has the column charm, which is no feature/],
    ['too few held out', (body) => Object.assign(body.rows, { test: 199, testClean: 150 }), /misses.*found 199/],
    ['a calibration error', (body) => Object.assign(body.metrics.ece, { high: 0.11 }), /misses.*ECE at most 0\.100/],
    [
      'an AUC no better',
      (body) => Object.assign(body.metrics.baselines, { 'the trees': 0.99 }),
      /than the trees alone/,
    ],
    ['a field on two lines', (body) => Object.assign(body, { 'a\nb': 1 }), /nrecognized.*a\\u\{a\}b/],
  ];
  it.each(poisons)('with %s and hashes that fit are refused', (_, change, problem) => {
    expect(problemOf(...poisoned(change))).toMatch(problem);
  });

  it('of another comparison each are refused: a whole model does not fit another verdict', () => {
    const { id: _, ...rest } = model;
    const [, other] = poisoned((body) => Object.assign(body.window, { toUs: rest.window.toUs - 1 }));
    expect(problemOf(report, other)).toMatch(/is not the model that its verdict is about/);
  });

  it('with any one character changed say the same, or are not used for GraphSAGE; nothing is thrown', () => {
    const characters = fc.constantFrom(...'0123456789.,:eE+-"{}[] nul');
    fc.assert(
      fc.property(fc.nat(file.length - 1), characters, (at, character) => {
        const found = read(report, file.slice(0, at) + character + file.slice(at + 1));
        if (found.kind === 'gnn') expect(found.model).toEqual(model);
        else expect(found.kind).toBe('refused');
      }),
      { numRuns: 1000 },
    );
  });

  it('of any content throw nothing and are never GraphSAGE’s', () => {
    const text = fc.option(fc.oneof(fc.string(), fc.json()));
    fc.assert(fc.property(text, text, (one, other) => read(one, other).kind !== 'gnn'));
    fc.assert(fc.property(text, (some) => read(report, some).kind === 'refused'));
    const keys = Object.keys(won);
    const isUsed = (said: unknown): boolean => read(JSON.stringify(said), file).kind === 'gnn';
    fc.assert(
      fc.property(fc.constantFrom(...keys), fc.jsonValue(), (key, value) => {
        const harmless =
          key === 'reason' || key === 'seed' || JSON.stringify(value) === JSON.stringify(won[key as 'seed']);
        return harmless || !isUsed({ ...won, [key]: value });
      }),
    );
  });
});
