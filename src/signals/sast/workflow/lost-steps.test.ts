import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeOf, fileOf } from '../../text/test-change.ts';
import { markedDiff, placeOf } from '../removed/test-marked.ts';
import { LOST_STEP_RULES } from '../rules/workflow/lost-step-rules.ts';
import { lostSteps } from './lost-steps.ts';

const samples = join(import.meta.dirname, '../rules/workflow');
const placesIn = (path: string, rule: string): readonly string[] =>
  [...lostSteps(markedDiff(path).change)].filter((found) => found.rule === rule).map(placeOf);

describe.each(LOST_STEP_RULES.map(({ id }) => id))('%s', (id) => {
  it('is found on each marked line and on no other', () => {
    const path = join(samples, `${id}.hit.diff`);
    const { marked } = markedDiff(path);
    expect(marked.length).toBeGreaterThan(0);
    expect(placesIn(path, id).toSorted()).toEqual(marked.toSorted());
  });

  it('is not found in what only looks like it', () => {
    const path = join(samples, `${id}.miss.diff`);
    expect(markedDiff(path).change.files.length).toBeGreaterThan(0);
    expect(placesIn(path, id)).toEqual([]);
  });
});

it('finds a step that goes with its whole workflow, but not the rights of a workflow that is gone', () => {
  const lines = ['-permissions:', '-  contents: read', '-      - uses: github/codeql-action/analyze@v3'];
  const file = { ...fileOf('.github/workflows/codeql.yml', lines), kind: 'deleted' as const };
  expect([...lostSteps(changeOf(file))].map(({ rule, line }) => `${rule} ${line}`)).toEqual([
    'security-step-removed 3',
  ]);
});

it('finds nothing where a step goes to another workflow', () => {
  const step = '      - uses: github/codeql-action/analyze@v3';
  const change = changeOf(
    fileOf('.github/workflows/a.yml', [`-${step}`]),
    fileOf('.github/workflows/b.yml', [`+${step}`]),
  );
  expect([...lostSteps(change)]).toEqual([]);
});

it('says nothing of lines that are all added again, whatever they are', () => {
  const word = fc.constantFrom(
    'permissions:',
    'uses:',
    'run:',
    'npm audit',
    'github/codeql-action',
    '- ',
    '  ',
    '#',
    '@a',
  );
  const line = fc
    .array(fc.oneof(word, fc.string()), { maxLength: 5 })
    .map((words) => words.join(' ').replace(/[\r\n]/g, ''));
  const paths = fc.constantFrom('.github/workflows/a.yml', 'CODEOWNERS');
  fc.assert(
    fc.property(paths, fc.array(line, { maxLength: 12 }), (path, lines) => {
      const moved = [...lines.map((text) => `-${text}`), ...lines.toReversed().map((text) => `+${text}`)];
      expect([...lostSteps(changeOf(fileOf(path, moved)))]).toEqual([]);
    }),
  );
});
