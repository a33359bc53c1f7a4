import { expect, it } from 'vitest';
import { lastAnswers } from './last-answers.ts';

it('makes an answer once, and forgets the longest unused', () => {
  const made: string[] = [];
  const answers = lastAnswers<string>(2);
  const ask = (key: string) =>
    answers(key, () => {
      made.push(key);
      return `${key}!`;
    });
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) expect(ask(key)).toBe(`${key}!`);
  expect(made).toEqual(['a', 'b', 'c', 'b']);
});
