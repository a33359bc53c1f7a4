import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { readdirSync, readFileSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it, onTestFinished } from 'vitest';
import { scratchDirectory } from './store-harness.ts';

const bin = join(process.cwd(), 'bin/tangled-trust.js');

const workplace = () => {
  const directory = scratchDirectory();
  const options = { cwd: directory, env: { PATH: process.env.PATH, HOME: directory } };
  const ending = (file: string, args: readonly string[]): Promise<{ code: number; out: string; err: string }> =>
    new Promise((resolve) => {
      execFile(file, args, options, (error, out, err) => {
        resolve({ code: error === null ? 0 : Number(error.code ?? -1), out, err });
      });
    });
  const run = (args: readonly string[]) => ending(process.execPath, [bin, 'eigentrust', ...args]);
  const runPiped = (input: string, args: readonly string[]) =>
    ending('sh', ['-c', 'cat "$0" | "$@"', input, process.execPath, bin, 'eigentrust', ...args]);
  const start = (args: readonly string[]): ChildProcess => {
    const child = spawn(process.execPath, [bin, 'eigentrust', ...args], { ...options, stdio: 'ignore' });
    onTestFinished(() => void child.kill('SIGKILL'));
    return child;
  };
  return { run, runPiped, start, directory, path: (name: string) => join(directory, name) };
};

const csv = 'from,to,weight\nm,"a, ""x""",1\nm,b,2\nb,c,.5\nb,c,.5\nc,b,-1\nb,b,1\nb,m,0\n';

describe('eigentrust --edges', () => {
  it('scores the same edges alike from CSV, gzipped CSV, a pipe and Parquet, whatever their names', async () => {
    const { run, runPiped, path } = workplace();
    writeFileSync(path('edges.csv'), csv);
    writeFileSync(path('zipped'), gzipSync(csv));
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    const connection = await instance.connect();
    await connection.run(`COPY (FROM read_csv('${path('edges.csv')}')) TO '${path('columns')}' (FORMAT parquet)`);
    connection.closeSync();
    instance.closeSync();
    writeFileSync(path('seeds'), 'm\n');
    const plain = await run(['--edges', 'edges.csv', '--seeds', 'seeds']);
    expect(plain).toMatchObject({
      code: 0,
      err:
        '1 edges from an id to itself left out\n1 edges of weight 0 left out\n' +
        'a weight of 2 counts as a full vouch: the heaviest in the file, rows of the same two summed\n',
    });
    expect(plain.out.split('\n').map((line) => line.split(',')[0])).toEqual(['id', 'm', 'b', 'c', '"a', '']);
    for (const edges of ['zipped', 'columns']) expect(await run(['--edges', edges, '--seeds', 'seeds'])).toEqual(plain);
    for (const input of ['edges.csv', 'zipped']) {
      expect(await runPiped(input, ['--edges', '/dev/stdin', '--seeds', 'seeds'])).toEqual(plain);
    }
  });

  it('says when nobody is trusted, or somebody whom no edge names', async () => {
    const { run, path } = workplace();
    writeFileSync(path('edges.csv'), 'm,a,1\n');
    writeFileSync(path('nobody'), '');
    writeFileSync(path('strangers'), 'did\nm\n');
    expect((await run(['--edges', 'edges.csv', '--seeds', 'nobody'])).err).toBe(
      'the file of trusted ids is empty: nobody is trusted\n',
    );
    expect((await run(['--edges', 'edges.csv', '--seeds', 'strangers'])).err).toBe(
      'no edge has 1 of the trusted ids, the first being "did"\n',
    );
    writeFileSync(path('denounced'), 'm,a,1\nx,y,-1\n');
    writeFileSync(path('both'), 'x\ny\na\n');
    expect((await run(['--edges', 'denounced', '--seeds', 'both'])).err).toBe('');
  });

  it('says why it cannot take Parquet from a pipe', async () => {
    const { runPiped, path } = workplace();
    writeFileSync(path('columns'), 'PAR1 and so on');
    const { code, err } = await runPiped('columns', ['--edges', '/dev/stdin']);
    expect(code).toBe(1);
    expect(err).toContain('/dev/stdin: Parquet is read from its end');
  });

  it.each<[string, Buffer, string]>([
    ['gzip that is cut short', gzipSync(csv).subarray(0, -9), 'edges: the gzip data ends before its end'],
    ['gzip that is damaged', Buffer.concat([gzipSync(csv), Buffer.from('more')]), 'edges: the gzip data is damaged'],
    ['a bad row inside gzip', gzipSync('a,b,1\nb,c,x\n'), 'edges: cannot read edges: line 2: expected a finite number'],
    ['Parquet that is cut short', Buffer.from('PAR1 and so on'), 'edges: cannot read edges: not a whole Parquet file'],
    ['text in another encoding', Buffer.from('a,b,1\nJos\xe9,b,1\n', 'latin1'), 'line 2: bytes that are not UTF-8'],
  ])('refuses %s and writes nothing', async (_, bytes, message) => {
    const { run, path, directory } = workplace();
    writeFileSync(path('edges'), bytes);
    const { code, out, err } = await run(['--edges', 'edges', '--scores', 'out.csv']);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(message);
    expect(err).not.toContain('    at ');
    expect(readdirSync(directory)).toEqual(['edges']);
  });

  it('writes every line of many, to a file and to a pipe', async () => {
    const { run, path } = workplace();
    const lines = Array.from({ length: 20_000 }, (_, node) => `n${node},n${(node * 7) % 20_000},1\n`);
    writeFileSync(path('edges.csv'), lines.join(''));
    const { out } = await run(['--edges', 'edges.csv']);
    expect(out.trimEnd().split('\n').length).toBe(20_001);
    await run(['--edges', 'edges.csv', '--scores', 'out.csv']);
    expect(readFileSync(path('out.csv'), 'utf8')).toBe(out);
  });

  it.each([1, 2])('leaves no half file when it is told to stop while writing, %d times', async (times) => {
    const { start, path, directory } = workplace();
    const lines = Array.from({ length: 300_000 }, (_, node) => `n${node},n${(node * 7) % 300_000},1\n`);
    writeFileSync(path('edges.csv'), lines.join(''));
    const child = start(['--edges', 'edges.csv', '--scores', 'out.csv']);
    const ended = new Promise<number | null>((resolve) => void child.once('exit', resolve));
    const watcher = watch(directory, (_, name) => {
      if (!name?.endsWith('.partial')) return;
      watcher.close();
      for (let press = 0; press < times; press += 1) child.kill('SIGINT');
    });
    expect([1, null]).toContain(await ended);
    expect(readdirSync(directory)).toEqual(['edges.csv']);
  });
});
