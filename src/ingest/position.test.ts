import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cursorAt, LATEST_US, positionAt } from './position.ts';

it('a cursor stands for the position it was made of', () => {
  const position = fc.record({
    timeUs: fc.nat(LATEST_US),
    seq: fc.option(fc.nat(Number.MAX_SAFE_INTEGER)),
  });
  fc.assert(
    fc.property(position, (each) => {
      expect(positionAt(cursorAt(each))).toEqual(each);
    }),
  );
});

it.each(['', '-1', 'x', '1:', ':1', '1:2:3', '9999999999999999', '1:9999999999999999', ' 1'])(
  '%j is no cursor',
  (text) => {
    expect(positionAt(text)).toBeNull();
  },
);
