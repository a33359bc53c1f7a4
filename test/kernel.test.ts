import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { compile, sourceOf } from '../assembly/build.ts';

it('the committed kernel is what its source compiles to', async () => {
  expect(readFileSync('src/trust/eigentrust/kernel/code.ts', 'utf8')).toBe(sourceOf(await compile()));
});
