import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { type Advogato, agreements, correlations, ownMetric } from '../bench/networks/advogato.ts';
import { confusionOf, kendall, levelsByQuota, sameShare, spearman } from '../bench/networks/agreement.ts';
import { founderLabels, laterRatings } from '../bench/networks/bitcoin-alpha.ts';
import { type Compared, compared } from '../bench/networks/compared.ts';
import { type Edge, graphFrom } from '../bench/networks/edges.ts';
import { pullFeatures } from '../bench/networks/merge-graph.ts';
import { readOwnNetwork } from '../bench/networks/own-network.ts';
import { type FinishedPull, type MergeEdge, readPulls } from '../bench/networks/pulls.ts';
import { drawnAmongMostVouched, earliestRaters, mostActive } from '../bench/networks/seeds.ts';
import { decimal, percent, signed, textOf } from '../bench/networks/table.ts';
import { baselinesTable, capsTable, formsTable, thresholdTable } from '../bench/networks/tables.ts';
import { comparisonOf, type Task } from '../bench/networks/task.ts';
import { vouchedReport } from '../bench/networks/vouched.ts';
import { hiddenHalf } from '../bench/networks/wiki-rfa.ts';

describe('agreement', () => {
  it('Spearman and Kendall are what one counts by hand', () => {
    expect(spearman([1, 2, 3], [10, 20, 30])).toBeCloseTo(1, 12);
    expect(spearman([1, 2, 3, 4], [1, 3, 2, 4])).toBeCloseTo(0.8, 12);
    expect(spearman([1, 1, 2], [1, 2, 3])).toBeCloseTo(Math.sqrt(3) / 2, 12);
    expect(kendall([1, 2, 3, 4], [1, 3, 2, 4])).toBeCloseTo(4 / 6, 12);
    expect(kendall([1, 1, 2], [1, 2, 3])).toBeCloseTo(2 / Math.sqrt(6), 12);
    expect(spearman([1, 1], [1, 2])).toBeNaN();
    expect(() => kendall([1], [1, 2])).toThrow('both must have as many items, got 1 and 2');
  });

  it('both lie in [−1,1], are symmetric, and turn with one side', () => {
    const pairs = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 })), { maxLength: 20 });
    fc.assert(
      fc.property(pairs, (all) => {
        const [a, b] = [all.map(([left]) => left), all.map(([, right]) => right)];
        for (const measure of [spearman, kendall]) {
          const value = measure(a, b);
          if (Number.isNaN(value)) continue;
          expect(Math.abs(value)).toBeLessThanOrEqual(1 + 1e-12);
          expect(measure(b, a)).toBeCloseTo(value, 12);
          const turned = b.map((each) => -each);
          expect(measure(a, turned)).toBeCloseTo(-value, 12);
        }
      }),
    );
  });

  it('levels by quota award each level as often as the other side did', () => {
    expect([...levelsByQuota([0.1, 0.9, 0.5, 0.9], [0, 2, 0, 1])]).toEqual([0, 2, 0, 1]);
    expect([...levelsByQuota([0.1, 0.9, 0.5, 0.2], [3, 0, 0, 1])]).toEqual([0, 3, 1, 0]);
  });

  it('the confusion table counts every item once, agreement on its diagonal', () => {
    const table = confusionOf([0, 1, 2, 2], [0, 2, 2, 1], 3);
    expect(table).toEqual([
      [1, 0, 0],
      [0, 0, 1],
      [0, 1, 1],
    ]);
    expect(sameShare(table)).toBe(0.5);
  });
});

const edge = (source: string, target: string, weight = 1, epoch: number | null = null): Edge => ({
  source,
  target,
  weight,
  epoch,
});

describe('seeds', () => {
  const edges = [
    edge('b', 'x', 1, 5),
    edge('a', 'x', 1, 5),
    edge('c', 'y', -1, 1),
    edge('b', 'y', 1, 0),
    edge('d', 'y'),
  ];

  it('are who rated first, or most, equals by id', () => {
    expect(earliestRaters(edges, 3)).toEqual(['b', 'c', 'a']);
    expect(mostActive(edges, 2)).toEqual(['b', 'a']);
  });

  it('are drawn from the most vouched, the same each time, not the same in each draw', () => {
    const many = Array.from({ length: 60 }, (_, index) => edge(`r${index % 7}`, `p${index % 30}`));
    const draws = drawnAmongMostVouched(many, { count: 4, among: 20, draws: 5 });
    expect(draws).toEqual(drawnAmongMostVouched(many, { count: 4, among: 20, draws: 5 }));
    expect(new Set(draws.map(({ seeds }) => seeds.join())).size).toBeGreaterThan(1);
    expect(draws.every(({ seeds }) => new Set(seeds).size === 4)).toBe(true);
  });
});

describe('a comparison', () => {
  const measure = (name: string, isBaseline: boolean, scores: Record<string, number>): Compared => ({
    name,
    isBaseline,
    isSlow: false,
    seeded: false,
    scores: ({ ids }) => Float64Array.from(ids, (id) => scores[id] ?? 0),
  });
  const task: Task = {
    name: 'five',
    graph: graphFrom([edge('s', 'g'), edge('s', 'h'), edge('g', 'b'), edge('g', 'c')], { fullWeight: 1 }),
    labels: new Map([
      ['s', true],
      ['g', true],
      ['h', true],
      ['b', false],
      ['c', false],
      ['nobody', false],
    ]),
    isUnweighted: true,
    seedChoices: [
      { name: 'one', seeds: ['s'] },
      { name: 'other', seeds: ['h'] },
    ],
  };
  const measures = [
    measure('ours', false, { g: 4, h: 3, b: 2, c: 1 }),
    measure('poor', true, { g: 1, h: 1, b: 2, c: 2 }),
    measure('fair', true, { g: 1, h: 0, b: 1, c: 0 }),
  ];

  it('judges the labelled who are in the graph and no seeds, against the best baseline', () => {
    const comparison = comparisonOf(task, measures, 200);
    expect(comparison).toMatchObject({ good: 2, bad: 2, bestBaseline: 'fair' });
    expect(comparison.outcomes.map(({ auc }) => auc)).toEqual([1, 0, 0.5]);
    expect(comparison.outcomes.map(({ difference }) => difference)).toEqual([0.5, -0.5, 0]);
    expect(comparison.less('ours', 'poor').value).toBe(1);
    expect(comparison.reaching('ours', 2)).toEqual({ good: 1, bad: 0.5 });
  });

  it('is the same each time', () => {
    const digits = (): unknown => comparisonOf(task, compared, 200).outcomes.map(({ measure: _, ...rest }) => rest);
    expect(digits()).toEqual(digits());
  });

  it('knows standing and structural trust as the gate does', () => {
    const scores = new Map(compared.map(({ name, scores: of }) => [name, of(task.graph, ['s'])]));
    for (const name of ['standing', 'structural', 'structural-unseconded', 'structural-2', 'structural-plain']) {
      expect(Array.from(scores.get(name) ?? []).map((score) => Number(score.toFixed(4)))).toEqual([
        0.7225, 0.7225, 0.85, 0.85, 1,
      ]);
    }
    expect(Array.from(scores.get('positive-count') ?? [])).toEqual([1, 1, 1, 1, 0]);
  });

  it('shows every form of structural trust beside the one the gate reads, in each table a figure for every measure', () => {
    const comparison = comparisonOf(task, compared, 100);
    const forms = compared.map(({ name }) => name).filter((name) => name.startsWith('structural-'));
    const [ours, caps, counted] = [formsTable, capsTable, baselinesTable].map((tableOf) => tableOf([comparison]));
    for (const form of forms) expect(ours?.head).toContain(`less ${form}`);
    expect(thresholdTable([comparison]).rows.map(([, measure]) => measure)).toEqual([
      'structural',
      ...forms,
      'standing',
    ]);
    // g and h stand above b and c by structural trust, and level with them by the number of vouches.
    expect(ours?.rows[0]?.slice(3, 5)).toEqual(['1.000', '.000 [.000, .000]']);
    expect(counted?.rows[0]?.slice(3, 5)).toEqual(['1.000', '+.500 [.500, .500]']);
    expect(caps?.rows[0]?.slice(3)).toEqual(['1.000', '.000 [.000, .000]', '.000 [.000, .000]']);
  });

  it('takes each difference from the measure whose AUC stands before it', () => {
    const lone = graphFrom(
      [edge('s', 'm'), edge('s', 'n'), edge('s', 'g'), edge('s', 'b'), edge('m', 'b', -1), edge('n', 'h')],
      { fullWeight: 1 },
    );
    const labels = new Map([
      ['g', true],
      ['b', false],
    ]);
    const accused = comparisonOf({ ...task, graph: lone, labels }, compared, 100);
    // One member accuses b: nothing to the default, which holds g and b equal; something where the first is heard.
    expect(formsTable([accused]).rows[0]?.slice(3, 5)).toEqual(['.500', '−.500 [−.500, −.500]']);
    expect(capsTable([accused]).rows[0]?.slice(3, 5)).toEqual(['1.000', '.000 [.000, .000]']);
  });
});

describe('what one gets by counting', () => {
  it('tells vouches from denounces', () => {
    const graph = graphFrom([edge('s', 'x', 5), edge('t', 'x', -10), edge('u', 'x', 10), edge('s', 'y', -5)], {
      fullWeight: 10,
    });
    const of = (name: string): number[] => [
      ...(compared
        .find((measure) => measure.name === name)
        ?.scores(graph, ['s'])
        .subarray(3) ?? []),
    ];
    expect(graph.ids).toEqual(['s', 't', 'u', 'x', 'y']);
    expect(of('positive-count')).toEqual([2, 0]);
    expect(of('degree')).toEqual([3, 1]);
    expect(of('mean-rating')).toEqual([0.5 / 3, -0.5]);
  });
});

describe('Advogato', () => {
  const certificate = (source: string, target: string, level: number) => ({ source, target, level });
  const data: Advogato = {
    certificates: [
      certificate('s', 'a', 3),
      certificate('a', 'b', 2),
      certificate('b', 'c', 1),
      certificate('x', 'y', 3),
    ],
    awarded: new Map([
      ['a', 3],
      ['b', 2],
      ['c', 1],
    ]),
    seeds: ['s'],
  };

  it('awards the highest level at which its metric accepts', () => {
    const agreement = ownMetric(data, { scale: 1, resamples: 100 });
    expect(agreement).toMatchObject({ people: 5, reached: 3, sameLevel: 1 });
    expect(agreement.spearman).toBeCloseTo(1, 12);
    expect(agreement.confusion).toEqual([
      [2, 0, 0, 0],
      [0, 1, 0, 0],
      [0, 0, 1, 0],
      [0, 0, 0, 1],
    ]);
    expect(agreement.aucs.map(({ auc }) => auc)).toEqual([1, 1, 1]);
  });

  it('measures are cut into levels as often as those were awarded', () => {
    const measures = compared.filter(({ name }) => name === 'standing' || name === 'mean-rating');
    const weights = [0.4, 0.7, 1] as const;
    const [standing, meanRating] = agreements(data, measures, { weights, resamples: 100 });
    expect(standing).toMatchObject({ name: 'standing', sameLevel: 1 });
    expect(meanRating?.sameLevel).toBeLessThan(1);
    expect(correlations(data, measures, weights)[1]?.spearman).toBe(meanRating?.spearman);
  });
});

describe('no label is in its graph', () => {
  const idArbitrary = fc.integer({ min: 1, max: 12 }).map(String);
  const ratings = fc.array(
    fc.record({
      source: idArbitrary,
      target: idArbitrary,
      weight: fc.constantFrom(-10, -3, 1, 2, 5, 10),
      epoch: fc.integer({ min: 0, max: 1000 }),
    }),
    { minLength: 5, maxLength: 80 },
  );
  const shapeOf = ({ graph, seedChoices }: Task): unknown => [graph.ids, graph.vouches, graph.denounces, seedChoices];

  it('Bitcoin-Alpha: what is said after the split moves neither graph nor seeds', () => {
    fc.assert(
      fc.property(ratings, (edges) => {
        const split = edges.map(({ epoch }) => epoch).sort((a, b) => a - b)[Math.floor(edges.length * 0.6)] ?? 0;
        const turned = edges.map((each) => (each.epoch >= split ? { ...each, weight: -each.weight } : each));
        const [a, b] = [laterRatings(edges, 1), laterRatings(turned, 1)];
        expect(a.map(shapeOf)).toEqual(b.map(shapeOf));
        for (const [id, good] of a[0]?.labels ?? []) expect(b[0]?.labels.get(id)).toBe(!good);
      }),
    );
  });

  it('Bitcoin-Alpha: what the founder’s circle says moves neither graph nor seeds', () => {
    fc.assert(
      fc.property(ratings, (edges) => {
        const circle = new Set([
          '1',
          ...edges.filter(({ source, weight }) => source === '1' && weight >= 5).map(({ target }) => target),
        ]);
        const turned = edges.map((each) =>
          circle.has(each.source) && each.source !== '1' ? { ...each, weight: -each.weight } : each,
        );
        expect(founderLabels(edges, 5).map(shapeOf)).toEqual(founderLabels(turned, 5).map(shapeOf));
        for (const { labels } of founderLabels(edges, 5))
          expect([...labels.keys()].some((id) => circle.has(id))).toBe(false);
      }),
    );
  });

  it('Wiki-RfA: every pair is either in the graph or judges, never both', () => {
    const votes = Array.from({ length: 900 }, (_, at) => edge(`v${at % 45}`, `c${at % 20}`, at % 3 === 0 ? -1 : 1));
    const { graph, labels } = hiddenHalf(votes);
    const inGraph = ({ source, target }: Edge): boolean => {
      const node = graph.indexOf(target);
      return [graph.vouches, graph.denounces].some(({ start, from }) =>
        from.subarray(start[node], start[node + 1]).includes(graph.indexOf(source)),
      );
    };
    const hidden = votes.filter((vote) => !inGraph(vote));
    expect(hidden.length).toBeGreaterThan(300);
    expect(hidden.length).toBeLessThan(600);
    for (const [candidate, good] of labels) {
      const own = hidden.filter(({ target }) => target === candidate);
      expect(own.length).toBeGreaterThanOrEqual(10);
      expect(own.filter(({ weight }) => weight > 0).length / own.length >= 0.7).toBe(good);
    }
    expect(labels.size).toBeGreaterThan(0);
  });

  it('merge edges: nothing that was not known at the start of its block moves a pull request’s features', () => {
    const block = 30 * 86_400;
    const person = fc.constantFrom('a', 'b', 'c', 'd');
    const repo = fc.constantFrom('r', 's');
    const at = fc.integer({ min: 0, max: 6 * block });
    const pulls = fc.array(
      fc.record({ repo, author: person, merged: fc.boolean(), at, wait: fc.integer({ min: 0, max: block }) }),
    );
    const merges = fc.array(fc.record({ repo, source: person, target: person, epoch: at }));
    fc.assert(
      fc.property(pulls, merges, (somePulls, someMerges) => {
        const all: FinishedPull[] = somePulls
          .map(({ wait, ...pull }) => ({ ...pull, knownAt: pull.at + wait }))
          .sort((a, b) => a.at - b.at);
        const edges: MergeEdge[] = someMerges.map((each) => ({ ...each, weight: 1 })).sort((a, b) => a.epoch - b.epoch);
        pullFeatures(all, edges).forEach((features) => {
          const start = Math.floor(features.pull.at / block) * block;
          const known = all.filter((pull) => pull.knownAt < start || pull === features.pull);
          const then = edges.filter(({ epoch }) => epoch < start);
          expect(pullFeatures(known, then).find(({ pull }) => pull === features.pull)).toEqual(features);
        });
      }),
      { numRuns: 50 },
    );
  });

  it('VOUCHED lists: pull requests from after a list began are left out', () => {
    const pull = (repo: string, author: string, at: number, merged: boolean): FinishedPull => ({
      repo,
      author,
      at,
      merged,
      knownAt: at,
    });
    const lists = {
      vouched: new Set(['r ann']),
      startedAt: new Map([['r', 10]]),
      vouches: new Map([['ann', [{ repo: 'r', epoch: 10 }]]]),
    };
    const pulls = [
      pull('r', 'ann', 1, false),
      pull('r', 'ann', 2, true),
      pull('r', 'bob', 3, false),
      pull('r', 'bob', 11, true),
      pull('s', 'ann', 12, true),
      pull('s', 'bob', 13, false),
    ];
    const report = vouchedReport(pulls, lists, 100);
    expect(report.later).toMatchObject({ pulls: 2, authors: 1, share: 0.5 });
    expect(report.never).toMatchObject({ pulls: 1, authors: 1, share: 0 });
    expect(report.laterFirst).toMatchObject({ pulls: 1, share: 0 });
    expect(report.vouchedElsewhere).toMatchObject({ pulls: 1, share: 1 });
    expect(report.after).toBe(1);
  });
});

describe('merge features', () => {
  const day = 86_400;

  it('are what one counts by hand', () => {
    const pulls: FinishedPull[] = [
      { repo: 'r', author: 'ann', merged: true, at: 1 * day, knownAt: 2 * day },
      { repo: 'r', author: 'ann', merged: false, at: 3 * day, knownAt: 63 * day },
      { repo: 's', author: 'ann', merged: true, at: 40 * day, knownAt: 41 * day },
      { repo: 'r', author: 'ann', merged: true, at: 41 * day, knownAt: 41 * day },
      { repo: 's', author: 'mia', merged: true, at: 42 * day, knownAt: 42 * day },
      { repo: 'r', author: 'mia', merged: true, at: 43 * day, knownAt: 43 * day },
    ];
    const edges: MergeEdge[] = [{ repo: 'r', source: 'mia', target: 'ann', weight: 1, epoch: 2 * day }];
    const features = pullFeatures(pulls, edges);
    expect(features[0]).toMatchObject({
      isUnfamiliar: true,
      outcomes: 0,
      mergeRate: 0.5,
      mergeEdges: 0,
      structuralAll: 0,
    });
    expect(features[2]).toMatchObject({
      isUnfamiliar: true,
      outcomes: 1,
      mergeEdges: 1,
      structuralOwn: 0,
      structuralAll: 0.85,
    });
    expect(features[2]?.mergeRate).toBeCloseTo(2 / 3, 12);
    expect(features[3]).toMatchObject({ isUnfamiliar: false, structuralOwn: 0.85 });
    expect(features[4]).toMatchObject({ isUnfamiliar: true, structuralOwn: 0, structuralAll: 1 });
    expect(features[5]).toMatchObject({ isUnfamiliar: false, structuralOwn: 1 });
  });
});

describe('tables', () => {
  it('write numbers so that columns can be read', () => {
    expect([0.9123, -0.034, 1, 0, -0.0001, Number.NaN].map(decimal)).toEqual([
      '.912',
      '−.034',
      '1.000',
      '.000',
      '.000',
      '–',
    ]);
    expect([0.25, 0, -0.25].map(signed)).toEqual(['+.250', '.000', '−.250']);
    expect([0.871, 0.0871].map(percent)).toEqual(['87 %', '8.7 %']);
  });

  it('as text never begin a line with a bar, which the table of measurements would take in', () => {
    const text = textOf({ title: 'a', head: ['b', 'c'], rows: [['| d', '1']] });
    expect(text.split('\n').filter((line) => line.startsWith('|'))).toEqual([]);
  });
});

describe('bench/networks', () => {
  const folder = mkdtempSync(join(tmpdir(), 'networks-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (name: string, content: string | Uint8Array): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const run = (...args: string[]): { status: number | null; stdout: string; stderr: string } =>
    spawnSync(process.execPath, ['bench/networks.ts', ...args], { encoding: 'utf8' });
  const edges = file('edges.csv', 'source,target,weight,epoch\ns,g,1,1\ns,b,-1,2\ng,h,1,3\nb,c,1,4\n');
  const labels = file('labels.csv', 'id,label\ng,1\nh,1\nb,0\nc,0\nz,0\n');
  const seeds = file('seeds.txt', 's\n');

  it('has nothing to say and no fault without data', () => {
    expect(run('--data', join(folder, 'none'))).toMatchObject({ status: 0, stdout: 'skipped: no data\n', stderr: '' });
  });

  it('judges anybody’s own network, gzipped or not', () => {
    const packed = file('packed.gz', gzipSync('s,g,1\ns,b,-1\ng,h,1\nb,c,1\n'));
    const plain = run('--edges', edges, '--labels', labels, '--seeds', seeds, '--bootstrap', '100');
    expect(plain.stderr).toBe('');
    expect(plain.stdout).toContain('2 good, 2 bad');
    expect(plain.stdout).toMatch(/structural +1\.000/);
    expect(plain.stdout).toContain('1 labelled ids are in no edge and were not judged');
    const gzipped = run('--edges', packed, '--labels', labels, '--seeds', seeds, '--bootstrap', '100');
    expect(gzipped.stdout.replaceAll(packed, edges)).toBe(plain.stdout);
  });

  it.each([
    [['--edges', 'e.csv'], 2, '--edges and --labels go together'],
    [['--bootstrap', 'x'], 2, '--bootstrap must be a whole number of at least 100, got "x"'],
    [['--nonsense'], 2, 'nonsense'],
    [['--edges', join(folder, 'none.csv'), '--labels', labels], 1, 'none.csv: cannot be read'],
  ])('%j ends with %i: %s', (args, status, message) => {
    const ended = run(...args);
    expect(ended.status).toBe(status);
    expect(ended.stderr).toContain(message);
    expect(ended.stderr).not.toContain('    at ');
  });

  it.each([
    ['s,g\n', 'line 1: expected 3 or 4 fields (source,target,weight[,epoch]), got 2'],
    ['s,g,one\n', 'line 1: expected a number as weight, got "one"'],
    ['s,g,1\ns,h,one\n', 'line 2: expected a number as weight, got "one"'],
    ['s,g,1\ns,,1\n', 'line 2: expected two ids, got an empty one'],
    ['s,g,1,soon\n', 'line 1: expected an epoch in seconds, got "soon"'],
    ['s,g,0\n', 'every weight is 0'],
    ['', 'no edges'],
    ['s,"g,1\n', 'no CSV'],
  ])('edges %j are refused: %s', async (content, message) => {
    await expect(readOwnNetwork({ edges: file('bad.csv', content), labels })).rejects.toThrow(message);
  });

  it.each([
    ['g,good\n', 'line 1: expected 0 or 1 as label, got "good"'],
    ['g,1\nb,2\n', 'line 2: expected 0 or 1 as label, got "2"'],
    ['g,1\ng,0\n', 'line 2: "g" has a label already'],
    ['g,1\n', 'nobody labelled 0 is in the graph and no seed'],
    ['g\n', 'line 1: expected 2 fields (id,label), got 1'],
  ])('labels %j are refused: %s', async (content, message) => {
    await expect(readOwnNetwork({ edges, labels: file('bad.csv', content), seeds })).rejects.toThrow(message);
  });

  it('reads finished pull requests in time order, each with when its outcome may be known', () => {
    const day = 86_400;
    const pulls = file(
      'prs.csv',
      `repo,usable,author,merged,lastCommitAt,mergedAt\nr,1,b,0,${5 * day},\nr,0,c,1,1,2\nr,1,a,1,${2 * day},${3 * day}\nr,1,d,1,${4 * day},\n`,
    );
    expect(readPulls(pulls).map(({ author, knownAt }) => [author, knownAt / day])).toEqual([
      ['a', 3],
      ['d', 4],
      ['b', 65],
    ]);
    expect(() => readPulls(file('other.csv', 'repo,author\n'))).toThrow('no column usable, only repo, author');
  });

  it('refuses seeds that nobody knows', async () => {
    const strangers = file('strangers.txt', 'x\ny\n');
    await expect(readOwnNetwork({ edges, labels, seeds: strangers })).rejects.toThrow(
      'none of its 2 seeds is in the graph',
    );
  });
});
