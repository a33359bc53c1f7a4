import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStandIn } from '../../stand-in/index.ts';
import { DANGERS } from '../../test/hostile/dangers.ts';
import { diffText } from '../../test/hostile/diff-text.ts';
import { reversedDiff } from './reverse.ts';

const SCRIPT = join(import.meta.dirname, '../review.ts');
const run = promisify(execFile);

/** One danger as a bad diff, another undone as a fix, and a good diff. */
const collection = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'labelled-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [first, second] = DANGERS;
  if (first === undefined || second === undefined) throw new Error('there are no dangers');
  const diffs = {
    'good/words.diff': diffText([{ path: 'docs/a.md', hunks: [{ oldStart: 1, lines: ['-one word', '+two words'] }] }]),
    'bad/first.diff': diffText([first.file]),
    'fixes/second.diff': reversedDiff(diffText([second.file])),
  };
  for (const [name, diff] of Object.entries(diffs)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), diff);
  }
  const labels = {
    'bad/first.diff': { side: first.side, text: first.line },
    'fixes/second.diff': { side: 'old', text: second.line },
  };
  writeFileSync(join(folder, 'labels.json'), JSON.stringify(labels));
  return folder;
};

const measure = async (args: readonly string[], env: Record<string, string> = {}): Promise<string> =>
  (await run(process.execPath, [SCRIPT, ...args], { env: { PATH: process.env.PATH ?? '', ...env } })).stdout;

describe('bench/review', () => {
  it('without a key asks a stand-in, says so first, and takes a fix reversed for a defect', async () => {
    const output = await measure([collection(), '--wrong']);
    const [first, , second] = output.split('\n');
    expect(first).toMatch(/^asked: stand-in-careful-1, .*figures of a stand-in say nothing of Claude$/);
    expect(second).toBe('4 diffs, 2 of them defects; 4 with a verdict the first time');
    expect(output).toContain('the reviewer alone | 100.0 % (15.8–100.0) | 100.0 % (15.8–100.0) | 0.0 % (0.0–84.2)');
    expect(output).toContain('defects whose noted line is flagged: 100.0 %');
    expect(output).toMatch(
      /^\| blind review of 4 labelled diffs by stand-in-careful-1, which says nothing of Claude: /m,
    );
    expect(output).not.toMatch(/^(?:passed|held) /m);
  });

  it('with a key asks the model configured, and spends no more than told', async () => {
    await using standIn = await openStandIn({ model: 'stand-in-careful-1', apiKey: 'key-of-the-test' });
    const env = {
      ANTHROPIC_API_KEY: 'key-of-the-test',
      ANTHROPIC_BASE_URL: standIn.url,
      CLAUDE_MODEL: 'claude-haiku-5-5',
    };
    const output = await measure([collection()], env);
    expect(output).toMatch(
      /^asked: claude-haiku-5-5 at http:\/\/127\.0\.0\.1:\d+\/?, .*stand-in say nothing of Claude\n/,
    );
    expect(output).not.toContain('key-of-the-test');
    const asked = standIn.requests.filter(({ path }) => path === '/v1/messages').length;
    expect(asked).toBeGreaterThan(3);
    await expect(measure([collection(), '--budget', '0'], env)).rejects.toMatchObject({
      stdout: expect.stringContaining('reviews: 0 verdicts, 4 budget'),
    });
    expect(standIn.requests.filter(({ path }) => path === '/v1/messages').length).toBe(asked);
  });

  it('counts reviews without a verdict apart, never as a risk', async () => {
    const told = DANGERS[0]?.line.trim() ?? '';
    await using standIn = await openStandIn({
      model: 'stand-in-careful-1',
      apiKey: 'k',
      faults: ({ body }) => (Buffer.from(body).includes(told) ? { kind: 'refusal' } : null),
    });
    const env = { ANTHROPIC_API_KEY: 'k', ANTHROPIC_BASE_URL: standIn.url };
    const { model, outcomes, by, brier, named } = JSON.parse(await measure([collection(), '--json'], env));
    expect({ model, outcomes }).toEqual({ model: 'claude-sonnet-5-5', outcomes: { verdict: 3, refused: 1 } });
    for (const who of ['reviewer', 'machines', 'both']) expect(by[who].held.recall).toMatchObject({ k: 1, n: 1 });
    expect(named).toMatchObject({ k: 1, n: 1 });
    expect(brier.baseRate).toBeCloseTo(2 / 9, 12);
  });

  it('asks each diff anew in each repeat, a stand-in with some chance in it and for nothing even where there is a key', async () => {
    await using paid = await openStandIn({ apiKey: 'k' });
    const env = { ANTHROPIC_API_KEY: 'k', ANTHROPIC_BASE_URL: paid.url };
    const args = [collection(), '--model', 'stand-in-careful-1', '--repeats', '3', '--json'];
    const { asked, outcomes, diffs, variance } = JSON.parse(await measure(args, env));
    expect(paid.requests).toEqual([]);
    expect(asked).toContain('moved by up to 0.1 at random');
    expect({ diffs, outcomes }).toEqual({ diffs: 4, outcomes: { verdict: 12 } });
    expect(variance.diffs).toBe(4);
    expect(variance.meanDeviation).toBeGreaterThan(0);
    expect(variance.meanDeviation).toBeLessThan(0.12);
  });
});
