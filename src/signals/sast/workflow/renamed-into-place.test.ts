import { expect, it } from 'vitest';
import type { FileChange } from '../../../domain/index.ts';
import { changeOf, fileOf } from '../../text/test-change.ts';
import { renamedIntoPlace } from './renamed-into-place.ts';

const moved = (oldPath: string, path: string, kind: FileChange['kind'] = 'renamed'): FileChange => ({
  ...fileOf(path, []),
  oldPath,
  kind,
  hunks: [],
});

it.each([
  ['docs/x.yml', '.github/workflows/x.yml'],
  ['.github/old/x.yml', '.tangled/workflows/x.yml'],
  ['notes.txt', 'src/net.py'],
  ['notes.txt', '.husky/pre-commit'],
  ['src/helper.py', 'tests/conftest.py'],
  ['src/helper.py', 'setup.py'],
  ['data/a.json', 'package.json'],
  ['data/a.json', 'run.sh'],
])('%s renamed to %s is found under its new name', (from, to) => {
  const found = [...renamedIntoPlace(changeOf(moved(from, to)))];
  expect(found).toMatchObject([
    { rule: 'path-renamed-into-place', severity: 'medium', file: to, line: 1, side: 'new' },
  ]);
  expect(found[0]?.quote()).toBe(to);
  expect([...renamedIntoPlace(changeOf(moved(from, to, 'copied')))]).toHaveLength(1);
});

it.each([
  ['src/a.py', 'src/b.py'],
  ['src/a.js', 'src/a.ts'],
  ['tests/conftest.py', 'tests/unit/conftest.py'],
  ['.github/workflows/a.yml', '.github/workflows/b.yml'],
  ['.github/workflows/a.yml', 'docs/a.yml'],
  ['README.md', 'docs/README.md'],
  ['a.json', 'b.json'],
])('%s renamed to %s is not', (from, to) => {
  expect([...renamedIntoPlace(changeOf(moved(from, to)))]).toEqual([]);
});

it('says nothing where the change shows the content', () => {
  expect([...renamedIntoPlace(changeOf({ ...moved('a.txt', 'a.py'), hunks: fileOf('a.py', ['+x']).hunks }))]).toEqual(
    [],
  );
  expect([...renamedIntoPlace(changeOf(fileOf('a.py', ['+x'])))]).toEqual([]);
});
