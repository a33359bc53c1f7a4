import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { AppError, type PairState } from '../../domain/index.ts';
import { fileStore } from './file-store.ts';
import { trustStoreContract } from './store.testing.ts';
import { TrustManager } from './trust-manager.ts';
import { writeDurably } from './write-durably.ts';

const scratch = (): string => {
  const directory = mkdtempSync(join(tmpdir(), 'pairs-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
};
const newFile = (): string => join(scratch(), 'pairs.json');
const pair = (change: Partial<PairState> = {}): PairState => ({
  pairId: 'p1',
  agentA: 'a',
  agentB: 'b',
  alpha: 2,
  beta: 1,
  updatedAtUs: 5,
  interactions: 1,
  circuit: 'CLOSED',
  openedAtUs: null,
  ...change,
});
const writer = new URL('./test-writer.ts', import.meta.url).pathname;
const started = (file: string, ...args: readonly string[]): ChildProcess =>
  spawn(process.execPath, [writer, file, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
const ended = (child: ChildProcess): Promise<{ readonly said: string; readonly code: number | null }> =>
  new Promise((resolve) => {
    let said = '';
    child.stdout?.on('data', (chunk) => (said += chunk));
    child.once('close', (code) => resolve({ said, code }));
  });
const count = (text: string, letter: string): number => text.split(letter).length - 1;

trustStoreContract('a file', () => fileStore(newFile()));

describe('a file of pairs', () => {
  it('is what the next process reads', async () => {
    const file = newFile();
    const first = new TrustManager({ store: fileStore(file), nowUs: () => 0 });
    for (const outcome of ['failure', 'failure'] as const) await first.evaluate('a', 'b', outcome);
    const next = new TrustManager({ store: fileStore(file), nowUs: () => 0 });
    expect(await next.getState('a', 'b')).toMatchObject({ alpha: 1, beta: 3, interactions: 2, circuit: 'OPEN' });
    expect(readdirSync(join(file, '..'))).toEqual(['pairs.json']);
  });

  it.each(['', ' \n\t'])('that holds %j holds none', async (text) => {
    const file = newFile();
    writeFileSync(file, text);
    expect(await fileStore(file).allPairs()).toEqual([]);
    await fileStore(file).put(pair());
    expect(await fileStore(file).get('p1')).toEqual(pair());
  });

  it.each([
    ['half of one', '{"version":1,"pairs":[{"pairId":"p'],
    ['another version', '{"version":2,"pairs":[]}'],
    ['a list', '[]'],
    ['null', 'null'],
    ['no list', '{"version":1,"pairs":{}}'],
    ['null for a pair', '{"version":1,"pairs":[null]}'],
    ['a shape of 0', JSON.stringify({ version: 1, pairs: [pair({ alpha: 0 })] })],
    ['a shape that is no number', JSON.stringify({ version: 1, pairs: [pair({ beta: Number.NaN })] })],
    ['a count of ½', JSON.stringify({ version: 1, pairs: [pair({ interactions: 0.5 })] })],
    ['no time', JSON.stringify({ version: 1, pairs: [{ ...pair(), updatedAtUs: undefined }] })],
    ['one pair twice', JSON.stringify({ version: 1, pairs: [pair(), pair()] })],
  ])('that holds %s is an error naming it, for reading and writing, and stays as it is', async (_, text) => {
    const file = newFile();
    writeFileSync(file, text);
    const store = fileStore(file);
    const acts = [() => store.get('p1'), () => store.allPairs(), () => store.put(pair()), () => store.delete('p1')];
    for (const act of acts) {
      const error: unknown = await act().catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(AppError);
      expect(String(error)).toContain(file);
    }
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('takes a word that is no state for the worst', async () => {
    const file = newFile();
    writeFileSync(file, JSON.stringify({ version: 1, pairs: [{ ...pair(), circuit: 'open' }] }));
    expect(await fileStore(file).get('p1')).toMatchObject({ circuit: 'TERMINATED' });
  });

  it('writes together what comes meanwhile, and acknowledges nothing before it is written', async () => {
    const file = newFile();
    const events: string[] = [];
    const store = fileStore(file, {
      write: async (path, text) => {
        events.push('begun');
        await writeDurably(path, text);
        events.push('written');
      },
    });
    const acts = Array.from({ length: 100 }, async (_, n) => {
      await store.put(pair({ pairId: `p${n}` }));
      expect(events.at(-1)).toBe('written');
      expect(readFileSync(file, 'utf8')).toContain(`"p${n}"`);
    });
    await Promise.all(acts);
    expect(events).toEqual(['begun', 'written', 'begun', 'written']);
  });
});

describe('a full disk', () => {
  it('rejects, leaves the old file whole and nothing beside it; afterwards it goes on', async () => {
    const file = newFile();
    const store = fileStore(file);
    await store.put(pair());
    const before = readFileSync(file, 'utf8');
    if (process.platform === 'linux') {
      symlinkSync('/dev/full', `${file}.partial`);
      const act = store.put(pair({ alpha: 99 }));
      await expect(act).rejects.toThrow(/could not write .*pairs\.json: ENOSPC/);
      await expect(act).rejects.toMatchObject({ retryable: true });
      expect(readFileSync(file, 'utf8')).toBe(before);
      expect(readdirSync(join(file, '..'))).toEqual(['pairs.json']);
    }
    await store.put(pair({ alpha: 3 }));
    expect(await store.get('p1')).toMatchObject({ alpha: 3 });
  });

  it('rejects every act that was to be written together, and none is there', async () => {
    const file = newFile();
    let full = true;
    const store = fileStore(file, {
      write: async (path, text) => {
        if (full) throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
        await writeDurably(path, text);
      },
    });
    const acts = await Promise.allSettled(['p1', 'p2', 'p3'].map((pairId) => store.put(pair({ pairId }))));
    expect(acts.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(await store.allPairs()).toEqual([]);
    full = false;
    await store.put(pair({ pairId: 'p4' }));
    expect((await store.allPairs()).map(({ pairId }) => pairId)).toEqual(['p4']);
  });
});

describe('the lock', () => {
  it('of a process that is gone is taken over; so is that of whoever was taking it over', async () => {
    const file = newFile();
    const child = spawn(process.execPath, ['-e', '']);
    await ended(child);
    const gone = (token: string): string => JSON.stringify({ pid: child.pid, started: '1', token });
    writeFileSync(`${file}.lock`, gone('one'));
    writeFileSync(`${file}.lock.one.gone`, gone('two'));
    await fileStore(file).put(pair());
    expect(await fileStore(file).get('p1')).toEqual(pair());
    expect(readdirSync(join(file, '..'))).toEqual(['pairs.json']);
  });

  it.skipIf(!existsSync('/proc/self/stat'))('of a process whose number another has now is taken over', async () => {
    const file = newFile();
    writeFileSync(`${file}.lock`, JSON.stringify({ pid: process.pid, started: '1', token: 'earlier' }));
    await fileStore(file).put(pair());
    expect(await fileStore(file).get('p1')).toEqual(pair());
  });

  it.each([
    ['a process at work', JSON.stringify({ pid: process.ppid, started: null, token: 'other' })],
    ['nobody knows whom', 'a lock'],
  ])('of %s is respected: an error that names it, and may be tried again', async (_, text) => {
    const file = newFile();
    writeFileSync(`${file}.lock`, text);
    const act = fileStore(file, { lockWaitMs: 30 }).put(pair());
    await expect(act).rejects.toThrow(`${file}.lock`);
    await expect(act).rejects.toMatchObject({ retryable: true });
    expect(existsSync(file)).toBe(false);
    expect(readFileSync(`${file}.lock`, 'utf8')).toBe(text);
  });
});

describe('several processes', () => {
  it('ten at once lose no update', async () => {
    const file = newFile();
    const children = Array.from({ length: 10 }, (_, n) => ended(started(file, `own${n}`, '20')));
    expect((await Promise.all(children)).map(({ code }) => code)).toEqual(Array.from({ length: 10 }, () => 0));
    const manager = new TrustManager({ store: fileStore(file), nowUs: () => 0 });
    expect(await manager.getState('shared', 'all')).toMatchObject({ alpha: 101, interactions: 100 });
    for (let n = 0; n < 10; n += 1) {
      expect(await manager.getState('shared', `own${n}`)).toMatchObject({ alpha: 11, interactions: 10 });
    }
    expect(readdirSync(join(file, '..'))).toEqual(['pairs.json']);
  });

  it('killed at any moment, the file is readable, what was acknowledged is there, and others go on', async () => {
    const file = newFile();
    let [shared, own] = [0, 0];
    for (let round = 0; round < 6; round += 1) {
      const child = started(file, 'own', '20', 'endless');
      const end = ended(child);
      const enough = 30 + 7 * round;
      await new Promise<void>((resolve) => {
        let said = 0;
        child.stdout?.on('data', (chunk) => {
          said += String(chunk).length;
          if (said >= enough) resolve();
        });
      });
      child.kill('SIGKILL');
      const { said } = await end;
      const manager = new TrustManager({ store: fileStore(file), nowUs: () => 0 });
      const [all, ours] = [await manager.getState('shared', 'all'), await manager.getState('shared', 'own')];
      shared += count(said, 's');
      own += count(said, 'o');
      expect(all?.interactions).toBeGreaterThanOrEqual(shared);
      expect(ours?.interactions).toBeGreaterThanOrEqual(own);
      [shared, own] = [all?.interactions ?? 0, ours?.interactions ?? 0];
    }
  });
});
