import { execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished } from 'vitest';
import { scratchDirectory } from './store-harness.ts';

const bin = join(process.cwd(), 'bin/tangled-trust.js');

/** A data root of its own, and commands on it. */
const workplace = () => {
  const directory = scratchDirectory();
  const options = { cwd: directory, env: { PATH: process.env.PATH, HOME: directory, DATA_ROOT: directory } };
  const run = (...args: string[]): Promise<{ code: number; out: string; err: string }> =>
    new Promise((resolve) => {
      execFile(process.execPath, [bin, ...args], options, (error, out, err) =>
        resolve({ code: error === null ? 0 : Number(error.code), out, err }),
      );
    });
  const json = async (...args: string[]) => JSON.parse((await run(...args, '--json')).out);
  /** Starts a server; what it said before its address, and the address. */
  const serve = async (...args: string[]) => {
    const child = spawn(process.execPath, [bin, ...args, '--port', '0'], { ...options, stdio: 'pipe' });
    onTestFinished(() => void child.kill('SIGKILL'));
    let said = '';
    child.stderr.on('data', (chunk) => (said += chunk));
    for await (const url of createInterface({ input: child.stdout })) return { url, said: () => said };
    throw new Error(said);
  };
  return { run, json, serve };
};

describe('override', () => {
  it('sets, tells, lists and takes back, in the shapes of the API', async () => {
    const { json, run } = workplace();
    const one = ['--kind', 'source', '--id', 'sast'];
    const set = await json('override', 'set', ...one, '--confidence', '.4', '--strength', '25', '--reason', 'loud');
    expect(set).toEqual({
      ...{ entity: { kind: 'source', id: 'sast' }, confidence: 0.4, strength: 25, locked: false },
      updatedAt: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    expect(await json('override', 'get', ...one)).toEqual(set);
    expect(await json('override', 'list')).toEqual([set]);
    expect(await json('override', 'list', '--kind', 'agent')).toEqual([]);
    expect((await run('override', 'list')).out).toBe('source sast: confidence 0.4, strength 25\n');
    expect(await json('override', 'unset', ...one)).toEqual({ removed: true });
    expect(await json('override', 'unset', ...one)).toEqual({ removed: false });
    expect(await json('override', 'get', ...one)).toBeNull();
    const locked = ['--confidence', '0', '--strength', '100', '--lock'];
    expect(await json('override', 'set', ...one, ...locked)).toMatchObject({ confidence: 0, locked: true });
  });

  it('refuses what cannot be meant, before any effect', async () => {
    const { json, run } = workplace();
    const set = ['override', 'set', '--kind', 'source', '--id', 'sast'];
    const wrong: readonly (readonly [string[], string])[] = [
      [[...set, '--confidence', '-.01', '--strength', '1'], 'must be from 0 to 1'],
      [[...set, '--confidence', '1.01', '--strength', '1'], 'must be from 0 to 1'],
      [[...set, '--confidence', 'NaN', '--strength', '1'], 'must be a number'],
      [[...set, '--confidence', '1', '--strength', '-1'], 'must be at least 0'],
      [[...set, '--confidence', '1', '--strength', 'Infinity'], 'must be a number'],
      [[...set, '--confidence', '1'], "required option '--strength <s>' not specified"],
      [['override', 'set', '--kind', 'tool', '--id', 'x', '--confidence', '1', '--strength', '1'], 'agent, source'],
      [['override', 'set', '--kind', 'agent', '--id', ' ', '--confidence', '1', '--strength', '1'], '1 to 2048'],
      [['override', 'get', '--kind', 'agent'], "required option '--id <id>' not specified"],
      [['override', 'fly'], "unknown command 'fly'"],
    ];
    for (const [args, words] of wrong) {
      const { code, err } = await run(...args);
      expect([args, code, err.includes(words)]).toEqual([args, 2, true]);
    }
    expect(await json('override', 'list')).toEqual([]);
  });
});

describe('tools', () => {
  it('observe, and tell what to make of it', async () => {
    const { json, run } = workplace();
    const failure = ['tools', 'observe', '--tool', 'grep', '--success', 'false'];
    await json(...failure);
    const prior = await json(...failure, '--key', 'k');
    expect(await json(...failure, '--key', 'k')).toEqual(prior);
    expect(prior).toMatchObject({ tool: 'grep', contextClass: '', rate: 0.25, confidence: 'low', observations: 2 });
    expect(await json('tools', 'priors')).toEqual([prior]);
    expect(await json('tools', 'priors', '--context', 'other')).toEqual([]);
    expect((await run('tools', 'priors')).out).toContain('route to a fallback');
    for (const args of [
      ['--tool', 'x'],
      ['--tool', 'x', '--success', 'yes'],
      ['--success', 'true'],
    ])
      expect((await run('tools', 'observe', ...args)).code).toBe(2);
    for (const weight of ['-1', '1000001']) expect((await run(...failure, '--weight', weight)).code).toBe(2);
    const { code, err } = await run('tools', 'observe', '--tool', 'grep', '--success', 'true', '--key', 'k');
    expect([code, err]).toEqual([2, expect.stringContaining('the key k came before with another observation')]);
    expect(await json('tools', 'priors')).toEqual([prior]);
    expect((await run('tools', 'priors', '--limit', '0')).code).toBe(2);
  });
});

describe('keys', () => {
  const put = (url: string, key: string): Promise<Response> =>
    fetch(`${url}/trust/overrides/source/sast`, {
      method: 'PUT',
      headers: { Authorization: `Bearer ${key}` },
      body: '{"confidence":0.5,"strength":10}',
    });

  it('are made for a demo’s run where none is configured, and by no other command', async () => {
    const { serve, json } = workplace();
    const demo = await serve('demo');
    const key = /^admin key for this run: (\S{32})$/m.exec(demo.said())?.[1] ?? '';
    expect((await put(demo.url, 'wrong')).status).toBe(401);
    expect((await put(demo.url, key)).status).toBe(200);
    expect(await json('override', 'list')).toMatchObject([{ confidence: 0.5 }]);
    const api = await serve('api');
    expect(api.said()).not.toContain('admin key');
    expect((await put(api.url, key)).status).toBe(403);
    expect(await (await fetch(`${api.url}/trust/overrides`)).json()).toMatchObject([{ confidence: 0.5 }]);
  }, 60_000);
});
