import { describe, expect, it } from 'vitest';
import { fileOf } from '../text/test-change.ts';
import { fileFacts } from './file-facts.ts';

/** `kind name version source` of each fact, as one text each. */
const factsIn = (path: string, lines: readonly string[]): readonly string[] =>
  fileFacts(fileOf(path, lines, 20))
    .flatMap(({ facts }) => facts)
    .map(({ kind, entry }) =>
      [kind, entry.name.value, entry.lowest ?? '-', entry.isExact ? 'exact' : 'range', entry.source?.value ?? '']
        .join(' ')
        .trim(),
    );

describe('readers', () => {
  it.each<[string, string, string[], string[]]>([
    [
      'package.json in the middle of a section',
      'package.json',
      ['     "a": "^1.0.0",', '-    "left": "^1.2.0",', '+    "left": "1.3.0",', '+    "new": "~2.1",'],
      ['changed left 1.3.0 exact', 'added new 2.1.0 range'],
    ],
    [
      'package.json with an alias and a place',
      'package.json',
      [
        '   "dependencies": {',
        '+    "a": "npm:@s/real@^2.0.0",',
        '+    "b": "github:o/b#1",',
        '+    "c": "workspace:*"',
      ],
      ['added @s/real 2.0.0 range', 'added b - range github:o/b#1', 'added c - range'],
    ],
    [
      'package.json on one line',
      'packages/x/package.json',
      ['+{"version":"1.0.0","devDependencies":{"a":"1.0.0"},"overrides":{"b":{"c":"2.0.0"}}}'],
      ['added a 1.0.0 exact', 'added c 2.0.0 exact'],
    ],
    [
      'package.json outside its dependencies',
      'package.json',
      ['+  "version": "2.0.0",', '+  "main": "a/b.js",', '+  "engines": {', '+    "node": ">=20"', '+  }'],
      [],
    ],
    [
      'package-lock.json of version 3',
      'package-lock.json',
      ['     "node_modules/a/node_modules/@s/b": {', '-      "version": "1.0.0",', '+      "version": "1.0.1",'],
      ['changed @s/b 1.0.1 exact'],
    ],
    [
      'package-lock.json of version 1',
      'package-lock.json',
      [
        '     "b": {',
        '-      "version": "1.0.0",',
        '+      "version": "1.0.1",',
        '       "requires": {',
        '         "c": "^1"',
      ],
      ['changed b 1.0.1 exact'],
    ],
    [
      'package-lock.json whose key is out of sight, by the address',
      'package-lock.json',
      ['+      "version": "1.0.1",', '+      "resolved": "https://registry.npmjs.org/@s/b/-/b-1.0.1.tgz",'],
      ['added @s/b 1.0.1 exact https://registry.npmjs.org/@s/b/-/b-1.0.1.tgz'],
    ],
    [
      "package-lock.json's own project",
      'package-lock.json',
      [
        '   "packages": {',
        '     "": {',
        '-      "version": "1.0.0"',
        '+      "version": "1.0.1"',
        '     },',
        '     "sub": {',
        '+      "version": "3.0.0"',
      ],
      [],
    ],
    [
      'pnpm-lock.yaml 9',
      'pnpm-lock.yaml',
      [
        '+  a@1.0.0:',
        '+    resolution: {integrity: sha512-AAAA}',
        "+  '@s/b@2.0.0(a@1.0.0)':",
        '+    resolution: {integrity: sha512-BBBB}',
      ],
      ['added a 1.0.0 exact', 'added @s/b 2.0.0 exact'],
    ],
    ['pnpm-lock.yaml 5', 'pnpm-lock.yaml', ['+  /@s/b/2.0.0_a@1.0.0:', '+    dev: true'], ['added @s/b 2.0.0 exact']],
    ['pnpm-lock.yaml of importers', 'pnpm-lock.yaml', [' importers:', '+  packages/a:', '+    dependencies:'], []],
    [
      'yarn.lock of version 1',
      'yarn.lock',
      ['+"@s/b@^2.0.0", "@s/b@^2.1.0":', '+  version "2.1.0"', '+  dependencies:', '+    version "^1.0.0"'],
      ['added @s/b 2.1.0 exact'],
    ],
    [
      'yarn.lock of Yarn 4',
      'yarn.lock',
      [
        '+"b@npm:^2.0.0":',
        '+  version: 2.1.0',
        '+  resolution: "b@npm:2.1.0"',
        '+"own@workspace:.":',
        '+  version: 0.0.0-use.local',
        '+  resolution: "own@workspace:."',
      ],
      ['added b 2.1.0 exact'],
    ],
    [
      'requirements.txt',
      'requirements/dev.txt',
      [
        '+Foo_Bar[x]==1.0 ; python_version > "3" # why',
        '+baz>=2,<3',
        '+-e git+https://h.test/o/q.git#egg=q',
        '+-r other.txt',
      ],
      ['added Foo_Bar 1.0 exact', 'added baz 2 range', 'added q - range git+https://h.test/o/q.git#egg=q'],
    ],
    [
      'pyproject.toml',
      'pyproject.toml',
      [
        ' [project]',
        '+dependencies = ["a>=1", "b"]',
        ' [tool.poetry.dependencies]',
        '+python = "^3.9"',
        '+c = { version = "^1.2", extras = ["x"] }',
        ' [tool.x]',
        '+d = "^1.0"',
      ],
      ['added a 1 range', 'added b - range', 'added c 1.2 range'],
    ],
    [
      'poetry.lock',
      'poetry.lock',
      [
        ' [[package]]',
        ' name = "a"',
        '-version = "1.0"',
        '+version = "1.1"',
        ' [package.dependencies]',
        '+version = "9"',
      ],
      ['changed a 1.1 exact'],
    ],
    [
      'uv.lock',
      'uv.lock',
      [
        '+[[package]]',
        '+name = "a"',
        '+version = "1.1"',
        '+source = { registry = "https://pypi.org/simple" }',
        '+[[package]]',
        '+name = "own"',
        '+version = "0.1"',
        '+source = { editable = "." }',
      ],
      ['added a 1.1 exact https://pypi.org/simple'],
    ],
    [
      'Pipfile.lock',
      'Pipfile.lock',
      [
        '         "a": {',
        '             "hashes": [',
        '+                "sha256:aaaaaaaa"',
        '             ],',
        '-            "version": "==1.0"',
        '+            "version": "==1.1"',
      ],
      ['changed a 1.1 exact'],
    ],
    [
      'setup.py',
      'setup.py',
      [' install_requires=[', "+    'a>=1.0',", "+    'b',", ' ],', "+keywords='x y'"],
      ['added a 1.0 range', 'added b - range'],
    ],
    [
      'setup.cfg',
      'setup.cfg',
      [' install_requires =', '+    a>=1.0', '+    b', ' [options]', '+name = c'],
      ['added a 1.0 range', 'added b - range'],
    ],
    [
      'Cargo.toml',
      'Cargo.toml',
      [
        ' [dev-dependencies]',
        '+a = "1.2"',
        '+b.version = "=1.0.0"',
        '+x = { package = "real", git = "https://h.test/r" }',
        '+[dependencies.c]',
        '+version = "2"',
        '+[package]',
        '+rust-version = "1.70"',
      ],
      ['added a 1.2.0 range', 'added b 1.0.0 exact', 'added real - range git+https://h.test/r', 'added c 2.0.0 range'],
    ],
    [
      'Cargo.lock',
      'Cargo.lock',
      [
        '+[[package]]',
        '+name = "a"',
        '+version = "1.0.0"',
        '+source = "registry+https://github.com/rust-lang/crates.io-index"',
        '+[[package]]',
        '+name = "own"',
        '+version = "0.1.0"',
      ],
      ['added a 1.0.0 exact registry+https://github.com/rust-lang/crates.io-index'],
    ],
    [
      'go.mod',
      'go.mod',
      [
        '+go 1.23',
        '+require example.com/a v1.0.0',
        ' exclude (',
        '+\texample.com/x v1.0.0',
        ' )',
        '+\texample.com/b/v2 v2.0.1 // indirect',
      ],
      ['added example.com/a 1.0.0 exact', 'added example.com/b/v2 2.0.1 exact'],
    ],
    ['go.sum', 'go.sum', ['+example.com/a v1.0.0 h1:AAAA='], ['added example.com/a 1.0.0 exact']],
    ['a file of another kind', 'data.json', ['+{"dependencies": {"a": "1.0.0"}}'], []],
  ])('read %s', (_, path, lines, expected) => {
    expect(factsIn(path, lines)).toEqual(expected);
  });

  it.each([
    ['package-lock.json', '+      "integrity": "sha512-AAAA"'],
    ['yarn.lock', '+  version "1.0.0"'],
    ['Cargo.lock', '+version = "1.0.0"'],
    ['pnpm-lock.yaml', '+    resolution: {integrity: sha512-AAAA}'],
    ['requirements.txt', '+    --hash=sha256:aaaaaaaaaaaa'],
  ])('count a line of %s whose package is out of sight, and name none', (path, line) => {
    const read = fileFacts(fileOf(path, [line], 20));
    expect(read.map((each) => each.new.unnamed.length)).toEqual([1]);
    expect(read.flatMap(({ facts }) => facts)).toEqual([]);
  });
});

describe('a file with several names', () => {
  const lines = ['+    "postinstall": "node x.js"'];
  it.each([
    [['p.txt'], []],
    [['p.txt', 'package.json'], ['manifest']],
    [['a/package.json', 'package.json'], ['manifest']],
    [
      ['p.txt', 'package.json', 'yarn.lock'],
      ['manifest', 'lock'],
    ],
  ])('is read as each of %j: %j', (names, roles) => {
    expect(fileFacts(fileOf('p.txt', lines), names).map(({ role }) => role)).toEqual(roles);
  });
});
