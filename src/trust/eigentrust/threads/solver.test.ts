import { describe, expect, it } from 'vitest';
import { preTrustOf } from '../../graph/seeds.ts';
import { graphOf, randomGraph } from '../../testing.ts';
import { COMPILED_FROM_EDGES, eigenTrust } from '../eigentrust.ts';
import { openSolver } from './solver.ts';

const large = randomGraph(30_000, 180_000, 7);
const seeds = preTrustOf(large, large.ids.slice(0, 5));

describe('openSolver', () => {
  it('gives the bits of the calling thread, whatever the number of threads', async () => {
    expect(large.vouches.from.length).toBeGreaterThan(COMPILED_FROM_EDGES);
    const alone = eigenTrust(large, seeds);
    for (const threads of [1, 2, 5]) {
      await using solver = openSolver({ threads });
      expect(await solver.solve(large, seeds)).toStrictEqual(alone);
      expect(await solver.solve(large, seeds, { initial: alone.scores, maxIterations: 3 })).toStrictEqual(
        eigenTrust(large, seeds, { initial: alone.scores, maxIterations: 3 }),
      );
    }
  });

  it('takes turns, small graphs among large ones', async () => {
    await using solver = openSolver({ threads: 2 });
    const small = graphOf('m>a a>b');
    const answers = await Promise.all([
      solver.solve(large, seeds),
      solver.solve(small, preTrustOf(small, ['m'])),
      solver.solve(large, seeds, { alpha: 0.5 }),
    ]);
    expect(answers).toStrictEqual([
      eigenTrust(large, seeds),
      eigenTrust(small, preTrustOf(small, ['m'])),
      eigenTrust(large, seeds, { alpha: 0.5 }),
    ]);
  });

  it('ends soon after it is aborted, and is good for the next', async () => {
    await using solver = openSolver({ threads: 2 });
    const controller = new AbortController();
    const endless = solver.solve(large, seeds, {
      tolerance: 1e-300,
      maxIterations: 1_000_000_000,
      signal: controller.signal,
      onProgress: (steps) => steps > 20 && controller.abort(new Error('enough')),
    });
    await expect(endless).rejects.toThrow('enough');
    await expect(solver.solve(large, seeds, { signal: controller.signal })).rejects.toThrow('enough');
    expect(await solver.solve(large, seeds)).toStrictEqual(eigenTrust(large, seeds));
  });

  it('passes on a bad option and does not stumble over it', async () => {
    await using solver = openSolver({ threads: 1 });
    await expect(solver.solve(large, seeds, { alpha: 0 })).rejects.toThrow('alpha must be in (0,1], got 0');
    await expect(solver.solve(large, new Float64Array(1))).rejects.toThrow('preTrust must have one entry per node');
    expect((await solver.solve(large, new Float64Array(large.ids.length))).iterations).toBe(0);
    expect(() => openSolver({ threads: 0 })).toThrow('threads must be an integer of at least 1, got 0');
  });

  it('fails a solve it is closed upon, rather than wait for ever', async () => {
    const solver = openSolver({ threads: 2 });
    const endless = solver.solve(large, seeds, { tolerance: 1e-300, maxIterations: 1_000_000_000 });
    const failed = expect(endless).rejects.toThrow('ended at work');
    await new Promise((resolve) => setImmediate(resolve));
    await solver[Symbol.asyncDispose]();
    await failed;
  });
});
