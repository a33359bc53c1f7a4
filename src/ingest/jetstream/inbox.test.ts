import { expect, it } from 'vitest';
import { Inbox } from './inbox.ts';

const MIB = 1024 * 1024;

it('hands out the oldest messages in order, bounded by number and by bytes', () => {
  const inbox = new Inbox();
  for (let nth = 0; nth < 6000; nth += 1) inbox.put(String(nth), 10);
  expect(inbox.take()).toHaveLength(5000);
  expect(inbox.take().at(0)).toBe('5000');
  expect(inbox.isEmpty).toBe(true);
  for (const name of ['a', 'b', 'c']) inbox.put(name, 5 * MIB);
  expect(inbox.take()).toEqual(['a']);
  inbox.put('huge', 100 * MIB);
  expect([inbox.take(), inbox.take(), inbox.take()]).toEqual([['b'], ['c'], ['huge']]);
  expect(inbox.take()).toEqual([]);
});

it('is full by number or by bytes, and has room again well before it is empty', () => {
  const byNumber = new Inbox();
  for (let nth = 0; nth < 9999; nth += 1) byNumber.put('', 1);
  expect(byNumber.isFull).toBe(false);
  byNumber.put('', 1);
  expect([byNumber.isFull, byNumber.hasRoom]).toEqual([true, false]);
  byNumber.take();
  expect(byNumber.hasRoom).toBe(true);
  const byBytes = new Inbox();
  for (let nth = 0; nth < 4; nth += 1) byBytes.put('', 8 * MIB);
  expect([byBytes.isFull, byBytes.hasRoom]).toEqual([true, false]);
  byBytes.take();
  byBytes.take();
  expect(byBytes.hasRoom).toBe(true);
});
