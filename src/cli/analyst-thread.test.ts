import { describe, expect, it } from 'vitest';
import { analystThread } from './analyst-thread.ts';

const SETUP = { signals: ['sast', 'secrets'], advisory: [], osv: null };
const patchOf = (file: string, lines: readonly string[]): Uint8Array =>
  new TextEncoder().encode(
    `diff --git a/${file} b/${file}\n--- a/${file}\n+++ b/${file}\n@@ -0,0 +1,${lines.length} @@\n${lines.map((line) => `+${line}\n`).join('')}`,
  );

describe('analystThread', () => {
  it('reads patches at the same time, and gives each asker what its own patch says', async () => {
    const analyst = analystThread('v', SETUP);
    const numbers = Array.from({ length: 12 }, (_, number) => number);
    const answers = await Promise.all(
      numbers.map((number) =>
        analyst.analyse(patchOf(`file-${number}.py`, Array(1 + number * 30).fill(`x = ${number}`)), 1_000_000),
      ),
    );
    expect(answers.map((answer) => 'coverage' in answer && answer.coverage.files.map(({ path }) => path))).toEqual(
      numbers.map((number) => [`file-${number}.py`]),
    );
  });

  it('gives up a patch that takes too much memory, and nobody else’s', async () => {
    const analyst = analystThread('v', SETUP, 60_000, 96);
    const huge = patchOf('huge.py', Array(3_000_000).fill(''));
    const small = patchOf('small.py', ['x = 1']);
    const [first, other] = await Promise.all([analyst.analyse(huge, 1_000), analyst.analyse(small, 1_000)]);
    expect(first).toEqual({ kind: 'unreadable', reason: 'reading it took over 96 MB' });
    expect(other).toMatchObject({ kind: 'read' });
    expect(await analyst.analyse(small, 1_000)).toEqual(other);
  });

  it('tells what broke the thread from what a patch takes', async () => {
    const broken = analystThread('v', { ...SETUP, osv: { path: '/nowhere/osv.zip', cacheDir: '/nowhere' } });
    await expect(broken.analyse(patchOf('a.py', ['x = 1']), 1_000)).rejects.toThrow();
  });
});
