import { expect, it } from 'vitest';
import { canariesFor } from './fitting-canaries.ts';

it.each(['README.md', 'docs/guide.rst', 'notes.txt', 'styles/site.css', 'LICENSE'])(
  'nothing in %s runs, so nothing is planted there',
  (path) => {
    expect(canariesFor(path)).toEqual([]);
  },
);

it.each([
  'src/a.ts',
  'static/logo.svg',
  'patches/left-pad+1.0.0.patch',
  'test/auth.ts.snap',
  'dist/app.js.map',
  'CMakeLists.txt',
  'requirements.txt',
  'requirements-dev.txt',
  'tests/ui/e.stderr',
  'pkg/lexer.zig',
  'bin/run',
])('something can be planted in %s', (path) => {
  expect(canariesFor(path).length).toBeGreaterThan(0);
});
