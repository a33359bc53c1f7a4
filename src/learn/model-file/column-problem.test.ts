import { expect, it } from 'vitest';
import type { Feature } from '../dataset.ts';
import { columnProblem } from './column-problem.ts';

const column = (name: string, more: Partial<Feature> = {}): Feature => ({
  ...{ name, group: 'history', unit: 'count', meaning: name, words: name },
  ...more,
});
const features = {
  columns: [column('here'), column('added', { group: 'change' }), column('anywhere', { forgeable: true })],
  hash: '',
};

it.each([
  [['here'], null],
  [['here', 'elsewhere'], 'has the column elsewhere, which is no feature'],
  [['added', 'here'], 'looks at the change itself (added): nothing about a diff may lift trust'],
  [['here', 'anywhere'], 'looks at what anybody can make (anywhere): nobody may lift their own trust'],
])('of a model of the columns %j it is %j', (columns, problem) => {
  expect(columnProblem(columns, features)).toBe(problem);
});
