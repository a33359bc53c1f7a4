import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scratchDirectory } from './store-harness.ts';

const bin = join(process.cwd(), 'bin/tangled-trust.js');

const workplace = () => {
  const directory = scratchDirectory();
  const run = (args: readonly string[], more: Record<string, string> = {}) =>
    new Promise<{ code: number; out: string; err: string }>((resolve) => {
      const env = { PATH: process.env.PATH, HOME: directory, DATA_ROOT: directory, ...more };
      execFile(process.execPath, [bin, ...args], { cwd: directory, env }, (error, out, err) =>
        resolve({ code: error === null ? 0 : Number(error.code), out, err }),
      );
    });
  const keep = (name: string, policy: unknown): void =>
    writeFileSync(join(directory, name), typeof policy === 'string' ? policy : JSON.stringify(policy));
  return { directory, run, keep };
};

it('stops on every mistake in both policies and in the settings at once, with file and field', async () => {
  const { directory, run, keep } = workplace();
  keep('policy.json', { version: 'a', tHihg: 0.8, repositories: { lib: {} } });
  keep('shadow.json', '{');
  const settings = { POLICY_FILE: 'policy.json', SHADOW_POLICY_FILE: 'shadow.json', SIGNALS: 'sats=off', PORT: 'x' };
  const { code, out, err } = await run(['score'], settings);
  expect([code, out]).toEqual([2, '']);
  for (const problem of [
    'the configuration has 5 problem(s)',
    'PORT=x must be a whole number from 0 to 65535',
    'SIGNALS names sats; there are concealment',
    `POLICY_FILE=${directory}/policy.json: tHihg is no field here; there are version`,
    `POLICY_FILE=${directory}/policy.json: repositories.lib names no repository`,
    `SHADOW_POLICY_FILE=${directory}/shadow.json: is not JSON`,
  ])
    expect(err).toContain(problem);
});

it('decides by the operator’s policy, reports what the one on trial would change, and says which they are', async () => {
  const { directory, run, keep } = workplace();
  keep('policy.json', { version: 'ours-1', tHigh: 0.75 });
  keep('shadow.json', { version: 'try-1', tHigh: 1 });
  await run(['seed']);
  const settings = { POLICY_FILE: 'policy.json', SHADOW_POLICY_FILE: 'shadow.json' };
  const { open, decided, shadow } = JSON.parse((await run(['score', '--json'], settings)).out);
  expect(decided).toBe(open);
  expect(shadow.policy).toEqual({ version: 'try-1', hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(shadow).toMatchObject({ compared: open, inForce: ['ours-1'], faster: 0 });
  expect(shadow.examples[0]).toMatchObject({ from: 'fast_lane', to: 'normal_queue' });
  const { out } = await run(['score'], settings);
  expect(out).toMatch(/on trial, try-1: \d+ of \d+ would move \(0 faster, \d+ slower, \d+ stay\)\n$/);
  const doctor = (await run(['doctor'], settings)).out;
  expect(doctor).toMatch(new RegExp(`ok +policy: ours-1 \\([0-9a-f]{12}\\), from ${directory}/policy.json`));
  expect(doctor).toMatch(/ok +repositories’ policies: \d+ in force, 0 with problems\n/);
  expect(doctor).toMatch(new RegExp(`ok +policy on trial: try-1 \\([0-9a-f]{12}\\), from ${directory}/shadow.json`));
}, 120_000);
