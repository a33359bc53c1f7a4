import { describe, expect, it } from 'vitest';
import type { BegunCall, Journal } from './journal.ts';
import type { ModelReply } from './model.ts';
import { readMessage } from './read-message.ts';
import { message } from './test-service.ts';

const DAY_MS = 86_400_000;
const HASH = 'a'.repeat(64);

export const begun = (change: Partial<BegunCall> = {}): BegunCall => ({
  requestHash: HASH,
  model: 'claude-haiku-5-5',
  promptHash: 'b'.repeat(64),
  purpose: 'review',
  diffHash: 'c'.repeat(64),
  estimateMicros: 100,
  ...change,
});

export const replyOf = (input: unknown, stop?: string): ModelReply => {
  const reply = readMessage(message(input, stop), 'req_1');
  if (!reply) throw new Error('no message');
  return reply;
};

type Opened = () => Promise<{ readonly clock: { nowMs: number }; readonly journal: Journal }>;

const repliesAreKept = (opened: Opened): void => {
  it('is empty at first', async () => {
    const { journal } = await opened();
    expect(await journal.find(HASH)).toBeNull();
    expect(await journal.spentTodayMicros()).toBe(0);
  });

  it('gives a usable reply back to the letter, thinking and all, and that of no other request', async () => {
    const { journal } = await opened();
    const content = [{ type: 'thinking' as const, thinking: 'hm \u202e', signature: 'c2ln' }];
    const reply = { ...replyOf({ risk: 0.5 }), content };
    await journal.begin(begun());
    expect(await journal.find(HASH)).toBeNull();
    await journal.settle({ requestHash: HASH, reply, usable: true, costMicros: 7 });
    expect(await journal.find(HASH)).toEqual(reply);
    expect(await journal.find('d'.repeat(64))).toBeNull();
  });

  it('gives no reply back that cannot be used, and none that did not come', async () => {
    const { journal } = await opened();
    await journal.begin(begun());
    await journal.settle({ requestHash: HASH, reply: replyOf({}), usable: false, costMicros: 7 });
    await journal.begin(begun());
    await journal.settle({ requestHash: HASH, reply: null, usable: false, costMicros: 0 });
    expect(await journal.find(HASH)).toBeNull();
    expect(await journal.spentTodayMicros()).toBe(7);
  });

  it('gives the newest usable reply back', async () => {
    const { journal } = await opened();
    for (const [risk, usable] of [
      [0.1, true],
      [0.2, true],
      [0.3, false],
    ] as const) {
      await journal.begin(begun());
      await journal.settle({ requestHash: HASH, reply: replyOf({ risk }), usable, costMicros: 1 });
    }
    expect(await journal.find(HASH)).toEqual(replyOf({ risk: 0.2 }));
  });
};

const costsAreCounted = (opened: Opened): void => {
  it('counts a call with its estimate until it is settled, and then with its cost', async () => {
    const { journal } = await opened();
    await journal.begin(begun());
    await journal.begin(begun({ requestHash: 'd'.repeat(64), estimateMicros: 30 }));
    expect(await journal.spentTodayMicros()).toBe(130);
    await journal.settle({ requestHash: HASH, reply: null, usable: false, costMicros: 4 });
    expect(await journal.spentTodayMicros()).toBe(34);
  });

  it('counts every call of a request, so one that never settled keeps its estimate', async () => {
    const { journal } = await opened();
    await journal.begin(begun());
    await journal.begin(begun());
    await journal.settle({ requestHash: HASH, reply: replyOf({}), usable: true, costMicros: 4 });
    expect(await journal.spentTodayMicros()).toBe(104);
  });

  it('lets nothing be settled that did not begin', async () => {
    const { journal } = await opened();
    await journal.settle({ requestHash: HASH, reply: replyOf({}), usable: true, costMicros: 4 });
    expect(await journal.find(HASH)).toBeNull();
    expect(await journal.spentTodayMicros()).toBe(0);
  });

  it('lets a call be settled once', async () => {
    const { journal } = await opened();
    await journal.begin(begun());
    await journal.settle({ requestHash: HASH, reply: replyOf({}), usable: true, costMicros: 4 });
    await journal.settle({ requestHash: HASH, reply: null, usable: false, costMicros: 9 });
    expect(await journal.spentTodayMicros()).toBe(4);
    expect(await journal.find(HASH)).toEqual(replyOf({}));
  });

  it('counts by the UTC day on which a call began, and finds replies of any day', async () => {
    const { clock, journal } = await opened();
    await journal.begin(begun());
    clock.nowMs += DAY_MS - 2000;
    expect(await journal.spentTodayMicros()).toBe(100);
    clock.nowMs += 1000;
    expect(await journal.spentTodayMicros()).toBe(0);
    await journal.settle({ requestHash: HASH, reply: replyOf({}), usable: true, costMicros: 4 });
    expect(await journal.spentTodayMicros()).toBe(0);
    expect(await journal.find(HASH)).toEqual(replyOf({}));
  });
};

/** What every journal promises. `open` gives an empty one on a clock that stands at `nowMs` until it is set. */
export const journalContract = (name: string, open: (clock: { nowMs: number }) => Promise<Journal>): void => {
  const opened = async () => {
    const clock = { nowMs: 20_000 * DAY_MS + 1000 };
    return { clock, journal: await open(clock) };
  };
  describe(`${name} as a journal of replies`, () => repliesAreKept(opened));
  describe(`${name} as a journal of costs`, () => costsAreCounted(opened));
};
