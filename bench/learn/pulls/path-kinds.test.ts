import { expect, it } from 'vitest';
import { PATH_KINDS } from './path-kinds.ts';

it.each([
  ['src/a.test.ts', ['tests', 'typescript']],
  ['tests/test_io.py', ['tests', 'python']],
  ['docs/guide.md', ['docs']],
  ['README.md', ['docs', 'readme']],
  ['.github/workflows/ci.yml', ['ci', 'config']],
  ['Cargo.toml', ['config', 'manifest']],
  ['web/package-lock.json', ['config', 'lockfile']],
  ['po/de.po', ['translation']],
  ['CLAUDE.md', ['docs', 'agent_rules']],
  ['src/latest.rs', ['rust']],
  ['contest/a.go', ['go']],
])('%s is of %j', (path, kinds) => {
  expect(Object.keys(PATH_KINDS).filter((kind) => PATH_KINDS[kind]?.test(path))).toEqual(kinds);
});
