import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished } from 'vitest';
import { demoWorld } from '../seed/index.ts';
import { commit, person, pull, repo, vouch } from './records.ts';
import { scratchDirectory } from './store-harness.ts';

const bin = join(process.cwd(), 'bin/tangled-trust.js');

interface Result {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a command in a directory of its own, with nothing of this machine's settings. */
const workplace = () => {
  const directory = scratchDirectory();
  const env = { PATH: process.env.PATH, HOME: directory, DATA_ROOT: directory };
  const run = (args: readonly string[], more: Record<string, string> = {}): Promise<Result> =>
    new Promise((resolve) => {
      execFile(process.execPath, [bin, ...args], { cwd: directory, env: { ...env, ...more } }, (error, out, err) => {
        resolve({ code: error === null ? 0 : Number(error.code ?? null), out, err });
      });
    });
  const start = (args: readonly string[], more: Record<string, string> = {}): ChildProcess => {
    const options = { cwd: directory, env: { ...env, ...more } };
    const child = spawn(process.execPath, [bin, ...args], { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    return child;
  };
  return { directory, run, start };
};

const firstLine = async (child: ChildProcess): Promise<string> => {
  if (child.stdout === null) throw new Error('no output');
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error('ended without a word');
};

const ended = (child: ChildProcess): Promise<number | null> => new Promise((resolve) => child.once('exit', resolve));

const COMMANDS = [
  'up',
  'demo',
  'seed',
  'ingest',
  'backfill',
  'score',
  'api',
  'eigentrust',
  'explain',
  'review',
  'doctor',
];

describe('the command', () => {
  it('explains itself and each of its parts', async () => {
    const { run } = workplace();
    const { out, code } = await run(['--help']);
    expect(code).toBe(0);
    for (const name of COMMANDS) expect(out).toMatch(new RegExp(`^ {2}${name} `, 'm'));
    expect((await run(['score', '--help'])).out).toContain('--verify');
  });

  it.each<[string, string[], number, string]>([
    ['an unknown command', ['fly'], 2, "unknown command 'fly'"],
    ['an unknown option', ['score', '--fast'], 2, "unknown option '--fast'"],
    ['nothing to ingest', ['ingest'], 2, 'give --from FILE or --url ADDRESS, or set JETSTREAM_URL'],
    ['an absent capture', ['ingest', '--from', 'absent.jsonl'], 1, 'cannot read absent.jsonl (ENOENT)'],
    ['a count that is none', ['ingest', '--from', 'x', '--max-events', '-1'], 2, 'must be a whole number above 0'],
    ['an address that is none', ['ingest', '--url', 'http://x'], 2, 'must be a ws(s) address'],
    ['a bad at-uri', ['score', '--pr', 'at://nobody'], 2, 'is not the address of a pull request'],
    ['an unknown pull request', ['score', '--pr', 'at://did:plc:x/sh.tangled.repo.pull/1'], 1, 'no open pull request'],
    ['a bad DID', ['explain', 'alice'], 2, '"alice" is not a DID'],
    ['an unknown repository', ['explain', 'did:plc:a', '--repo', 'at://x'], 1, 'no repository at://x is known'],
    ['a check that goes on', ['score', '--verify', '--loop'], 2, '--verify recomputes once: give it without --loop'],
    ['a check of one', ['score', '--verify', '--pr', 'live/x'], 2, 'recomputes every decision: give it without --pr'],
    ['to follow one', ['score', '--loop', '--pr', 'live/trusted-clean'], 2, 'give it without --pr'],
    ['edges without a file', ['eigentrust'], 2, "required option '--edges <file>'"],
    ['absent edges', ['eigentrust', '--edges', 'absent.csv'], 1, 'cannot read absent.csv (ENOENT)'],
    ['an alpha out of range', ['eigentrust', '--edges', 'x', '--alpha', '2'], 2, 'must be over 0 and at most 1'],
    ['an absent diff', ['review', '--diff', 'absent.patch'], 1, 'cannot read absent.patch (ENOENT)'],
    ['a port that is none', ['api', '--port', '70000'], 2, 'must be 0 to 65535'],
  ])('refuses %s', async (_, args, code, message) => {
    const { run } = workplace();
    const result = await run(args);
    expect(result).toMatchObject({ code, out: '' });
    expect(result.err).toContain(message);
    expect(result.err).not.toContain('    at ');
  });

  it('stops on a data root that is not mounted, and on every other wrong setting at once', async () => {
    const { run } = workplace();
    const { code, err } = await run(['score'], { DATA_ROOT: '/not/mounted', PORT: 'x' });
    expect(code).toBe(2);
    expect(err).toContain('DATA_ROOT=/not/mounted does not exist');
    expect(err).toContain('PORT=x must be');
  });

  it('reads .env, under the environment', async () => {
    const { directory, run } = workplace();
    writeFileSync(join(directory, '.env'), 'PORT=nonsense\nHOST=127.0.0.1\n');
    expect((await run(['doctor'])).out).toContain('PORT=nonsense must be');
    expect((await run(['doctor'], { PORT: '9000' })).code).toBe(0);
  });

  it('says in the doctor’s words what is on and off, and no secret', async () => {
    const { run } = workplace();
    const { out, code } = await run(['doctor'], { ANTHROPIC_API_KEY: 'sk-very-secret' });
    expect(code).toBe(0);
    expect(out).toContain('off      live records: set JETSTREAM_URL');
    expect(out).toContain('ANTHROPIC_API_KEY: set');
    expect(out).not.toContain('very-secret');
  });

  it('has the doctor tell each problem on a line of its own, and nothing that has one ok', async () => {
    const { directory, run } = workplace();
    writeFileSync(join(directory, 'policy.json'), '{"tHigh": 7, "rLow": -1, "nonsense": 1}');
    const { out, code } = await run(['doctor'], { POLICY_FILE: 'policy.json', HOST: '127.0.0.1' });
    expect(code).toBe(1);
    const problems = out.split('\n').filter((line) => line.startsWith('problem'));
    expect(problems.length).toBeGreaterThanOrEqual(3);
    for (const line of problems) expect(line).toMatch(/^problem {2}configuration: POLICY_FILE=\S+: \S/);
    expect(out).toContain('ok       HOST: 127.0.0.1');
    expect(out).not.toContain('ok       POLICY_FILE');
  });

  it('has the doctor say what waits to be decided upon, since when, and when anything was decided', async () => {
    const { directory, run } = workplace();
    writeFileSync(join(directory, 'world.jsonl'), [repo('mira', 'anvil'), pull('alice', '3k', 'anvil', {})].join('\n'));
    await run(['ingest', '--from', 'world.jsonl']);
    expect((await run(['doctor'])).out).toMatch(
      /^ok {7}decisions: \d+ changes? waits? since 20\S+Z; none was made yet$/m,
    );
    expect((await run(['score'])).out).toMatch(/^1 open pull request: 0 fast lane/);
    expect((await run(['doctor'])).out).toMatch(/^ok {7}decisions: nothing waits; the last was made at 20\S+Z$/m);
    expect((await run(['score', '--verify'])).out).toMatch(/^1 decision recomputed: /);
  });
});

describe('eigentrust', () => {
  it('scores the reference graph as computed by hand', async () => {
    const { directory, run } = workplace();
    writeFileSync(
      join(directory, 'edges.csv'),
      'from,to,weight\nm,alice,1\nalice,carol,1\ns,t,1\nt,u,1\nu,s,1\nt,s,1\nu,t,1\ns,u,1\n',
    );
    writeFileSync(join(directory, 'seeds'), 'm\n');
    const args = ['eigentrust', '--edges', 'edges.csv', '--seeds', 'seeds'];
    const { out } = await run(args);
    const rows = out
      .trim()
      .split('\n')
      .map((line) => line.split(','));
    expect(rows[0]).toEqual(['id', 'eigentrust', 'standing', 'opinion', 'structural']);
    const most = Number(rows[1]?.[1]);
    expect(rows.slice(1, 4).map((row) => [row[0], Number(row[1]) / most])).toEqual([
      ['m', 1],
      ['alice', expect.closeTo(0.85, 8)],
      ['carol', expect.closeTo(0.7225, 8)],
    ]);
    for (const row of rows.slice(4)) expect(row.slice(1)).toEqual(['0', '0', '0', '0']);
    const report = JSON.parse((await run([...args, '--json', '--scores', 'out.csv'])).out);
    expect(report).toMatchObject({ nodes: 6, edges: 8, converged: true });
    expect(readFileSync(join(directory, 'out.csv'), 'utf8')).toBe(out);
  });

  it('names the line of a row it cannot use, and leaves no half file', async () => {
    const { directory, run } = workplace();
    writeFileSync(join(directory, 'edges.csv'), 'a,b,1\nb,c,many\n');
    const { code, err } = await run(['eigentrust', '--edges', 'edges.csv', '--scores', 'out.csv']);
    expect(code).toBe(1);
    expect(err).toContain('line 2');
    expect(readdirSync(directory).filter((name) => name.startsWith('out.csv'))).toEqual([]);
  });
});

describe('review', () => {
  const patch = `diff --git a/auth.py b/auth.py
--- a/auth.py
+++ b/auth.py
@@ -1,2 +1,2 @@
 def check(token, given):
-    return hmac.compare_digest(token, given)
+    return token == given
`;

  it('names the dangerous line of a diff, without a database', async () => {
    const { directory, run } = workplace();
    writeFileSync(join(directory, 'a.patch'), patch);
    const report = JSON.parse((await run(['review', '--diff', 'a.patch', '--json'])).out);
    expect(report).toMatchObject({
      findings: [{ severity: 'high', file: 'auth.py', line: 2, side: 'new' }],
      review: null,
      coverage: {
        files: [{ path: 'auth.py', added: 1, deleted: 1, hunks: 1 }],
        bytes: Buffer.byteLength(patch),
        unreadBytes: 0,
      },
      contentRisk: 0.9,
    });
    expect(existsSync(join(directory, 'duckdb'))).toBe(false);
  });

  it('reads standard input, and says what is wrong with what is no diff', async () => {
    const { directory } = workplace();
    const child = spawn(process.execPath, [bin, 'review', '--diff', '-'], {
      cwd: directory,
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    child.stdin.end('hello\n');
    let err = '';
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    expect(await ended(child)).toBe(1);
    expect(err).toContain('error: standard input: cannot read the diff');
  });

  it('escapes what could steer a terminal', async () => {
    const { directory, run } = workplace();
    writeFileSync(join(directory, 'a.patch'), patch.replaceAll('token == given', 'token == given # \u001b[2J\u202e'));
    const { out } = await run(['review', '--diff', 'a.patch']);
    for (const character of ['\u001b', '\u202e']) expect(out).not.toContain(character);
    expect(out).toContain('{202');
  });
});

describe('explain', () => {
  const handle = (name: string) =>
    JSON.stringify({
      did: person(name),
      time_us: 5,
      kind: 'identity',
      identity: { did: person(name), handle: `${name}.example.com`, seq: 1, time: '2025-06-15T18:00:00Z' },
    });
  const evidence = [`at://${person('carol')}/sh.tangled.repo.pull/1`, `at://${person('carol')}/sh.tangled.repo.pull/2`];
  const world = [
    ...['mira', 'alice', 'bob', 'carol', 'erin'].map(handle),
    repo('mira', 'anvil'),
    vouch('mira', 'alice'),
    vouch('mira', 'bob'),
    commit(person('alice'), 'sh.tangled.graph.vouch', person('carol'), {
      kind: 'vouch',
      evidences: evidence,
      createdAt: '2025-05-01T00:00:00Z',
    }),
    vouch('bob', 'carol'),
    vouch('stranger', 'carol'),
    vouch('erin', 'carol', 'denounce'),
    vouch('carol', 'dave'),
  ];
  const anvil = `at://${person('mira')}/sh.tangled.repo/anvil`;
  const told = async () => {
    const { directory, run } = workplace();
    writeFileSync(join(directory, 'world.jsonl'), world.join('\n'));
    await run(['ingest', '--from', 'world.jsonl']);
    return (name: string, ...more: string[]) => run(['explain', person(name), '--repo', anvil, ...more]);
  };

  it('says how far somebody is trusted, by whom, and what would be without each, in a terminal’s width', async () => {
    const explain = await told();
    const { out } = await explain('carol');
    for (const part of [
      'carol.example.com (did:plc:carol',
      `as the maintainers of ${anvil} see it`,
      '2 vouches carry carol.example.com (alice.example.com and bob.example.com): any',
      'structural  0.7225  the gate reads it: fast lane from 0.70, a person below 0.30',
      '1.70 speaks for them, 0.00 against, so their trust is all of their standing.',
      '0.8500  → alice.example.com',
      'These 2 vouches keep them in the fast lane',
      '1 more weighs nothing: trust does not reach who gives them',
      'counted; nobody has checked them.',
      'erin.example.com’s denounce does not lower their trust',
    ]) {
      expect(out.replaceAll(/\n +(?=\S)/g, (gap) => (gap.length > 4 ? ' ' : gap))).toContain(part);
    }
    expect(out).toMatch(/50\.0 % {2}no change +2 records +2025-05-01 {2}alice\.example\.com/);
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(120);
    expect((await explain('dave')).out).toMatch(/100\.0 % {2}0\.0000 needs human +none +\S+ {2}carol\.example\.com/);
  });

  it('says the same as JSON, with times in RFC 3339', async () => {
    const explain = await told();
    const { why, ...person } = JSON.parse((await explain('carol', '--json')).out);
    expect(person).toMatchObject({ handle: 'carol.example.com', known: true, lanePreview: 'fast_lane' });
    expect(why.vouches).toMatchObject([
      { handle: 'alice.example.com', share: 0.5, evidences: 2, since: '2025-05-01T00:00:00.000Z', lane: 'fast_lane' },
      { handle: 'bob.example.com', share: 0.5, evidences: 0 },
    ]);
    expect(why.keystones).toMatchObject([{ vouchers: expect.any(Array), without: 0, lane: 'needs_human' }]);
  });

  it('knows nobody, and says so', async () => {
    const { run } = workplace();
    const { out, code } = await run(['explain', 'did:web:nobody.example.com']);
    expect(code).toBe(0);
    expect(out).toContain('Nothing is known of this account');
    expect(out).toContain('trust is exactly 0');
  });
});

describe('from a capture to lanes', () => {
  /** The mix of the real stream, made up: no repository known, no diff to be had, odd shapes. */
  const capture = [
    vouch('mira', 'alice'),
    repo('mira', 'anvil'),
    pull('alice', '3kone', 'anvil', { rounds: [{ patchBlob: { ref: { $link: 'bafkreiaaaaaaaaaaaa' } } }] }),
    pull('eve', '3ktwo', 'unknown-repo', { target: { repo: person('gone'), repoDid: person('gone'), branch: 'main' } }),
    commit(person('eve'), 'sh.tangled.feed.star', '3ks', { subject: { did: person('anvil') } }),
    commit('did:web:eve.example.com', 'sh.tangled.actor.profile', 'self', {
      bluesky: true,
      links: ['', ''],
      preferredHandle: '',
    }),
    commit(person('eve'), 'sh.tangled.future', '3kf', {}),
    '{half',
  ];

  it('keeps everything, counts what it cannot use, and never lets a pull request without a diff go fast', async () => {
    const { directory, run } = workplace();
    writeFileSync(join(directory, 'capture.jsonl'), `${capture.join('\n')}\n\n`);
    const first = JSON.parse((await run(['ingest', '--from', 'capture.jsonl', '--json'])).out);
    expect(first).toMatchObject({
      lines: 8,
      events: 7,
      fresh: 7,
      derived: 6,
      rejected: { 'unknown collection': 1, 'not JSON': 1 },
    });
    const again = JSON.parse((await run(['ingest', '--from', 'capture.jsonl', '--json'])).out);
    expect(again).toMatchObject({ events: 7, fresh: 0 });
    const scored = JSON.parse((await run(['score', '--json'])).out);
    expect(scored).toMatchObject({ open: 2, decided: 2, lanes: { fast_lane: 0, normal_queue: 1, needs_human: 1 } });
    expect(JSON.parse((await run(['score', '--verify', '--json'])).out)).toEqual({
      verified: 2,
      outdated: 0,
      differences: [],
    });
  });

  it('ends a line at a line feed alone: U+2028, a lone carriage return and a byte order mark lose nothing', async () => {
    const { directory, run } = workplace();
    const star = commit(person('eve'), 'sh.tangled.string', '3ks', { filename: 'a\u2028b' });
    writeFileSync(join(directory, 'capture.jsonl'), `\ufeff${star}\r\n${star.replace('"3ks"', '"3kt"\r')}`);
    const report = JSON.parse((await run(['ingest', '--from', 'capture.jsonl', '--json'])).out);
    expect(report).toMatchObject({ lines: 2, fresh: 2, rejected: {} });
  });

  it('loads the demo over real records only when told so twice', async () => {
    const { directory, run } = workplace();
    writeFileSync(join(directory, 'capture.jsonl'), capture.join('\n'));
    await run(['ingest', '--from', 'capture.jsonl']);
    expect(await run(['seed', '--reset'])).toMatchObject({ code: 2, out: '' });
    expect((await run(['seed', '--reset', '--force'])).code).toBe(0);
  });

  it('probes without writing', async () => {
    const { directory, run } = workplace();
    writeFileSync(join(directory, 'capture.jsonl'), capture.join('\n'));
    const { out } = await run(['ingest', '--from', 'capture.jsonl', '--probe']);
    expect(out).toContain('sh.tangled.repo.pull');
    expect(readdirSync(directory)).toEqual(['capture.jsonl']);
  });
});

describe('the command on an older Node', () => {
  it('hands a request to end on to the Node it brings along', async () => {
    const { directory } = workplace();
    // The same file, made to believe that the Node it runs on is too old.
    const old = join(process.cwd(), 'bin', `old-${process.pid}.js`);
    writeFileSync(old, readFileSync(bin, 'utf8').replace('process.versions.node', "'20.1.0'"));
    onTestFinished(() => rmSync(old));
    const env = { PATH: process.env.PATH, DATA_ROOT: directory };
    const child = spawn(process.execPath, [old, 'demo', '--port', '0'], {
      cwd: directory,
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const url = await firstLine(child);
    const done = ended(child);
    child.kill('SIGTERM');
    expect(await done).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
  });
});

describe('the service', () => {
  it('starts with the demo, serves it, and stops when asked', async () => {
    const { run, start } = workplace();
    const child = start(['demo', '--port', '0']);
    const url = await firstLine(child);
    const { counts } = (await (await fetch(`${url}/triage`)).json()) as { counts: object };
    expect(counts).toEqual({ fast_lane: 5, normal_queue: 6, needs_human: 11, undecided: 0 });
    const done = ended(child);
    child.kill('SIGTERM');
    expect(await done).toBe(0);
    expect((await run(['doctor'])).out).toContain('366 events');
  });

  it('decides before it serves where nothing is decided yet, and serves at once where something is', async () => {
    const { directory, start, run } = workplace();
    writeFileSync(join(directory, 'world.jsonl'), [repo('mira', 'anvil'), pull('alice', '3k', 'anvil', {})].join('\n'));
    await run(['ingest', '--from', 'world.jsonl']);
    const orderOf = async (): Promise<string[]> => {
      const child = start(['up', '--port', '0']);
      const done = ended(child);
      const steps: string[] = [];
      if (child.stderr === null) throw new Error('no output');
      for await (const line of createInterface({ input: child.stderr })) {
        const [label = ''] = line.trim().split(' ');
        if (['scored', 'listening'].includes(label)) steps.push(label);
        if (steps.length === 2) break;
      }
      child.kill('SIGTERM');
      expect(await done).toBe(0);
      return steps;
    };
    expect(await orderOf()).toEqual(['scored', 'listening']);
    expect(await orderOf()).toEqual(['listening', 'scored']);
  });

  it('serves what is there when the live stream refuses for good, and says so', async () => {
    const refusing = createServer((_, response) => void response.writeHead(404).end());
    await new Promise<void>((resolve) => refusing.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void refusing.close());
    const { port } = refusing.address() as AddressInfo;
    const settings = { JETSTREAM_URL: `ws://127.0.0.1:${port}/subscribe`, PLC_URL: `http://127.0.0.1:${port}` };
    const child = workplace().start(['up', '--port', '0'], settings);
    let err = '';
    child.stderr?.on('data', (chunk) => {
      err += chunk;
    });
    const url = await firstLine(child);
    await expect.poll(() => err, { timeout: 10_000 }).toContain('no records come in any more');
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    const done = ended(child);
    child.kill('SIGTERM');
    expect(await done).toBe(0);
  });

  it('shows in one process what another takes in and decides', async () => {
    const { directory, run, start } = workplace();
    const url = await firstLine(start(['api', '--port', '0']));
    await firstLine(start(['score', '--loop', '--json', '--interval', '0.2']));
    const world = demoWorld().events.map((event) => JSON.stringify(event));
    writeFileSync(join(directory, 'demo.jsonl'), world.join('\n'));
    const ingests = await Promise.all([
      run(['ingest', '--from', 'demo.jsonl']),
      run(['ingest', '--from', 'demo.jsonl']),
    ]);
    expect(ingests.map((result) => result.code)).toEqual([0, 0]);
    await expect
      .poll(async () => ((await (await fetch(`${url}/triage`)).json()) as { counts: object }).counts, {
        timeout: 20_000,
      })
      .toMatchObject({ fast_lane: 0, undecided: 0, needs_human: expect.any(Number) });
  });

  it('starts again after being killed while it seeds', async () => {
    const { directory, start } = workplace();
    const child = start(['demo', '--port', '0']);
    await expect
      .poll(() => existsSync(join(directory, 'staging')) && readdirSync(join(directory, 'staging')).length > 20, {
        interval: 5,
        timeout: 20_000,
      })
      .toBe(true);
    child.kill('SIGKILL');
    await ended(child);
    const url = await firstLine(start(['demo', '--port', '0']));
    expect(await (await fetch(`${url}/readyz`)).json()).toMatchObject({ status: 'ready', events: 366 });
  });
});
