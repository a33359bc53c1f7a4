import { expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../gate/index.ts';
import { stubModel } from '../pipeline/learned/learned.testing.ts';
import { opensWords } from './model-words.ts';

it.each<[number | null, number, string]>([
  [0.9, 0.7, 'the fast lane opens from P(clean) 0.9000 on'],
  [0.9, 0.95, 'the fast lane opens from P(clean) 0.9500 on (0.9000 is guaranteed, the policy asks for more)'],
  [0.1, 0.7, 'the fast lane opens from P(clean) 0.3000 on (0.1000 is guaranteed, the policy asks for more)'],
  [null, 0.95, 'the fast lane is closed, for no P(clean) is proven safe enough yet'],
  [
    0.9,
    1,
    'the fast lane opens from P(clean) 1.0000 on (0.9000 is guaranteed, the policy asks for more); yet the model gives nobody more than 0.9975, so that nothing reaches it',
  ],
])('guaranteed %d, asked for %d: %s', (threshold, tHigh, expected) => {
  expect(opensWords(stubModel({ threshold }), { ...DEFAULT_POLICY, tHigh })).toBe(expected);
});
