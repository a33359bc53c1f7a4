import { expect, it } from 'vitest';
import { picked, shuffled } from './picked.ts';

it('nothing is picked from nothing', () => {
  expect(picked([], 's', 'a')).toBe(undefined);
  expect(picked([7], 's', 'a')).toBe(7);
});

it('an order is the same for the same secret, whatever came first, and another for another', () => {
  const items = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  const order = (secret: string, given = items) => shuffled(given, secret, (item) => item).join('');
  expect(order('s', items.toReversed())).toBe(order('s'));
  expect(order('t')).not.toBe(order('s'));
  expect([...order('s')].toSorted()).toEqual(items);
});
