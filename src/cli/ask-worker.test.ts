import { EventEmitter } from 'node:events';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { type Ask, workerThreads } from './ask-worker.ts';

/** What the workers below count in: how many were started, how many are at work, and the most that ever were. */
interface Counts {
  readonly memory: Int32Array;
  readonly of: (what: 'started' | 'atWork' | 'mostAtWork') => number;
}
const counts = (): Counts => {
  const memory = new Int32Array(new SharedArrayBuffer(16));
  const places = { started: 0, atWork: 1, mostAtWork: 2 };
  return { memory, of: (what) => Atomics.load(memory, places[what]) };
};

/**
 * Echoes what it is told. `meet` is not answered before that many questions are at work at once, `stuck` never, `break` by
 * an exception, `end` by the thread's end, and `fault` by a reply that is one.
 */
const CODE = `
const { parentPort, workerData } = require('node:worker_threads');
Atomics.add(workerData, 0, 1);
parentPort.on('message', ({ told, meet }) => {
  const now = Atomics.add(workerData, 1, 1) + 1;
  for (let most = Atomics.load(workerData, 2); now > most; most = Atomics.load(workerData, 2)) {
    Atomics.compareExchange(workerData, 2, most, now);
  }
  Atomics.notify(workerData, 2);
  while (meet !== undefined && Atomics.load(workerData, 2) < meet) Atomics.wait(workerData, 2, Atomics.load(workerData, 2), 50);
  if (told === 'stuck') for (;;);
  Atomics.sub(workerData, 1, 1);
  if (told === 'end') process.exit();
  if (told === 'break') throw new Error('broken');
  parentPort.postMessage(told === 'fault' ? { fault: 'at fault' } : { told });
});
`;

const threads = (most: number, restMs?: number) => {
  const counted = counts();
  const ended = new EventEmitter();
  const start = (): Worker =>
    new Worker(CODE, { eval: true, workerData: counted.memory }).on('exit', () => ended.emit('one'));
  return { ...counted, ended, ask: workerThreads(start, { most, ...(restMs === undefined ? {} : { restMs }) }) };
};

const tell = async (ask: Ask, told: string, { meet, signal }: { meet?: number; signal?: AbortSignal } = {}) =>
  (
    await ask<{ told: string }>((worker) => ({
      send: () => worker.postMessage({ told, ...(meet === undefined ? {} : { meet }) }),
      signal,
    }))
  ).told;

describe('workerThreads', () => {
  it('answers as many questions at once as there may be workers: each waits here for the other', async () => {
    const { ask, of } = threads(2);
    expect(await Promise.all(['a', 'b'].map((told) => tell(ask, told, { meet: 2 })))).toEqual(['a', 'b']);
    expect([of('started'), of('mostAtWork')]).toEqual([2, 2]);
  });

  it.each([1, 2, 3])('gives each question its own answer, with never more than %i at work', async (most) => {
    const { ask, of } = threads(most);
    const told = Array.from({ length: 40 }, (_, number) => `question ${number}`);
    expect(await Promise.all(told.map((each) => tell(ask, each)))).toEqual(told);
    expect(of('mostAtWork')).toBeLessThanOrEqual(most);
    expect(of('started')).toBeLessThanOrEqual(most);
  });

  it('starts no second worker while the first can take every question', async () => {
    const { ask, of } = threads(2);
    for (const told of ['a', 'b', 'c']) expect(await tell(ask, told)).toBe(told);
    expect(of('started')).toBe(1);
  });

  it('a question that is given up takes its own worker with it, and nobody else’s answer', async () => {
    const { ask, of } = threads(2);
    const stop = new AbortController();
    const stuck = tell(ask, 'stuck', { signal: stop.signal });
    const others = ['a', 'b', 'c'].map((told) => tell(ask, told));
    expect(await Promise.all(others)).toEqual(['a', 'b', 'c']);
    stop.abort(new Error('given up'));
    await expect(stuck).rejects.toThrow('given up');
    expect(await Promise.all(['d', 'e'].map((told) => tell(ask, told)))).toEqual(['d', 'e']);
    expect(of('started')).toBeLessThanOrEqual(3);
  });

  it.each([
    ['break', 'broken'],
    ['end', 'a thread ended at work'],
    ['fault', 'a thread broke: at fault'],
  ])('one that says %s fails alone, and the next question has a worker again', async (told, message) => {
    const { ask } = threads(1);
    const [failed, next] = await Promise.allSettled([tell(ask, told), tell(ask, 'next')]);
    expect(failed).toMatchObject({ status: 'rejected', reason: { message } });
    expect(next).toEqual({ status: 'fulfilled', value: 'next' });
  });

  it('all workers but one end when nobody asked for a while', async () => {
    const { ask, of, ended } = threads(3, 0);
    const two = new Promise<void>((resolve) => {
      let left = 2;
      ended.on('one', () => --left === 0 && resolve());
    });
    await Promise.all(['a', 'b', 'c'].map((each) => tell(ask, each, { meet: 3 })));
    await two;
    expect(await tell(ask, 'd')).toBe('d');
    expect(of('started')).toBe(3);
  });
});
