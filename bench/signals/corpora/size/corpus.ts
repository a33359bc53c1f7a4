/**
 * Changes of many shapes, made of repeated lines: what matters to the signal is how much there is and what it is called.
 */
import { removed, renamed, type Sample, sample, text } from '../concealment/patch-text.ts';

const lines = (mark: string, count: number): string[] => Array.from({ length: count }, (_, i) => `${mark}line ${i}`);
const some = (path: string): ReturnType<typeof text> => text(path, ['+one line', ' another'], { start: 3 });

const GENERATED = [
  'dist/index.js',
  'build/main.css',
  'static/app.min.js',
  'src/api.pb.go',
  'src/api_pb2.py',
  'app/Form.Designer.cs',
  'generated/a.ts',
  'vendor/lib/a.go',
  'third_party/zlib/inflate.c',
  'node_modules/a/index.js',
  'external/x.h',
  '.yarn/releases/yarn.cjs',
  'yarn.lock',
  'a.js.map',
  'src/__generated__/types.ts',
  'pkg/zz_generated.deepcopy.go',
  'Pods/A/a.m',
  'lib/a.bundle.js',
  'src/query.generated.ts',
  'a/__snapshots__/b.snap',
];
const LARGE: readonly [string, number, number][] = [
  ['src/a.ts', 1001, 0],
  ['src/b.py', 900, 200],
  ['docs/c.md', 2000, 0],
  ['src/d.go', 3000, 3],
  ['data/e.csv', 9000, 0],
];
const ORDINARY = [
  'src/a.ts',
  'src/builder.ts',
  'src/distance.py',
  'lib/outline.rb',
  'src/vendor.ts',
  'src/generate.py',
  'src/mapper.js',
  'docs/vendors.md',
  'src/minimum.js',
  'src/bundler.ts',
  'src/lockfile.rs',
  'src/external.c',
  'src/dependencies.go',
  'src/generator/a.py',
  'README.md',
  'Makefile',
  'src/chunked.c',
  'src/snap.py',
  'tests/build_test.go',
  'src/designer.cs',
  'cmd/gen.go',
  'src/map.ts',
  'src/min.js',
  'lib/deps.ex',
  'src/a.b.c',
  'package.json',
  'go.mod',
  'src/third.py',
  'src/outer/a.ts',
  'src/builds/a.ts',
  'bin/run',
  'src/locks/a.rs',
  'podcasts/a.md',
  'src/generated-by-hand.ts',
];
const SIZES: readonly (readonly [number, number])[] = [
  [1, 0],
  [10, 3],
  [100, 80],
  [200, 10],
  [400, 99],
  [500, 40],
  [600, 0],
  [900, 90],
  [999, 1],
  [1000, 0],
  [0, 1000],
  [700, 20],
];

export const samples: readonly Sample[] = [
  ...GENERATED.map((path) => sample(`named ${path}`, [some(path)], ['path-generated-or-vendored'])),
  ...LARGE.map(([path, added, context]) =>
    sample(
      `${added} lines in ${path}`,
      [text(path, [...lines('+', added), ...lines(' ', context)], { start: 1 })],
      ...(added + 0 > 1000 ? [['large-change', 1] as const] : []),
    ),
  ),
  sample(
    '31 files',
    Array.from({ length: 31 }, (_, i) => some(`src/f${i}.ts`)),
    ['path-many-files'],
  ),
  sample(
    '80 files',
    Array.from({ length: 80 }, (_, i) => some(`src/f${i}.ts`)),
    ['path-many-files'],
  ),
  sample(
    '400 files',
    Array.from({ length: 400 }, (_, i) => some(`src/f${i}.ts`)),
    ['path-many-files'],
  ),
  ...[100, 150, 300, 450].map((count) => ({
    ...sample(`${count} lines rewritten`, [
      text('src/a.ts', [...lines('-', count), ...lines('+', count)], { start: 1 }),
    ]),
    labels: [{ rule: 'rewritten-file', file: 'src/a.ts', line: 1, side: 'old' as const }],
  })),
  // Written anew in part, below what the hunks show: an honest miss.
  {
    ...sample('rewritten but for its head', [
      text('src/a.ts', [...lines('-', 400), ...lines('+', 400)], { start: 400 }),
    ]),
    labels: [{ rule: 'rewritten-file', file: 'src/a.ts', line: 400, side: 'old' }],
  },

  ...ORDINARY.map((path) => sample(`ordinary ${path}`, [some(path)])),
  ...SIZES.map(([added, deleted]) =>
    sample(`${added} added and ${deleted} deleted`, [
      text('src/a.ts', [...lines('+', added), ' x', ...lines('-', deleted)], { start: 5 }),
    ]),
  ),
  ...[2, 5, 10, 20, 30].map((count) =>
    sample(
      `${count} files`,
      Array.from({ length: count }, (_, i) => some(`src/f${i}.ts`)),
    ),
  ),
  sample('a vendored file goes', [removed('vendor/a.c', 'x')]),
  sample('a bundle goes', [removed('dist/a.js', 'x')]),
  sample('moved', [renamed('src/a.ts', 'src/b.ts')]),
  sample('99 lines rewritten', [text('src/a.ts', [...lines('-', 99), ...lines('+', 99)], { start: 1 })]),
  sample('half rewritten', [
    text('src/a.ts', [...lines('-', 120), ...lines(' ', 120), ...lines('+', 120)], { start: 1 }),
  ]),
  sample('much deleted, little added', [text('src/a.ts', [...lines('-', 400), ...lines('+', 20)], { start: 1 })]),
  sample('much added to a file', [text('src/a.ts', [...lines('-', 20), ...lines('+', 400)], { start: 1 })]),
  sample(
    'one file in 40 commits',
    Array.from({ length: 40 }, () => some('src/a.ts')),
  ),
];
