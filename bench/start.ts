/**
 * From an empty data root to the first page, in a process of its own, against a bare node:http server that answers
 * one page: the floor of what any Node service needs.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { median, millis, report } from './measure.ts';

const BARE = `require('node:http').createServer((_, answer) => answer.end('<p>page')).listen(0, '127.0.0.1', function () {
  console.log('http://127.0.0.1:' + this.address().port) })`;

const untilFirstPage = async (args: readonly string[], directory: string): Promise<void> => {
  const child = spawn(process.execPath, args, {
    // As after an installation: nothing is compiled yet.
    env: { ...process.env, DATA_ROOT: directory, NODE_COMPILE_CACHE: join(directory, 'compiled') },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  for await (const url of createInterface({ input: child.stdout })) {
    const response = await fetch(url);
    await response.text();
    if (!response.ok) throw new Error(`the first page answered ${response.status}`);
    break;
  }
  child.kill('SIGKILL');
  await gone;
};

const ours: number[] = [];
const bare: number[] = [];
for (let run = 0; run < 5; run += 1) {
  const directory = mkdtempSync(join(tmpdir(), 'tangled-trust-bench-'));
  ours.push(await millis(() => untilFirstPage(['bin/tangled-trust.js', 'demo', '--port', '0'], directory)));
  bare.push(await millis(() => untilFirstPage(['-e', BARE], directory)));
  rmSync(directory, { recursive: true, force: true });
}
const [own, floor] = [median(ours), median(bare)];
report(
  'empty data root, nothing compiled → demo seeded, scored, first page',
  `${(own / 1000).toFixed(2)} s`,
  `bare node:http ${(floor / 1000).toFixed(2)} s`,
  own / floor,
);
