import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { compile, MODULES, type ModuleName, sourceOf } from '../assembly/build.ts';

it.each(Object.entries(MODULES) as [ModuleName, string][])(
  'the committed kernel is what its source compiles to: %s',
  async (name, path) => {
    expect(readFileSync(path, 'utf8')).toBe(sourceOf(await compile(name), name));
  },
);
