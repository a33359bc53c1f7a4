import { expect, it } from 'vitest';
import type { AtUri, Did, PullLabel } from '../src/domain/index.ts';
import { keepLabels, keptLabels } from '../src/store/index.ts';
import { person, pullUri } from './records.ts';
import { scratchStore } from './store-harness.ts';

const label = (author: string, outcome: PullLabel['outcome']): PullLabel => ({
  pull: pullUri(author, '3kone') as AtUri,
  author: person(author) as Did,
  repo: null,
  outcome,
  ...{ openedAtUs: 1, finishedAtUs: 2, cleanMerge: null },
  evidence: [{ kind: 'merged-by-maintainer', by: pullUri(author, '3kone') as AtUri, atUs: 2, detail: null }],
});

it('labels kept again replace those before: one of each pull request, and none of what is finished no more', async () => {
  const store = scratchStore();
  const keep = (...labels: PullLabel[]) => store.write((db) => keepLabels(db, labels));
  await keep(label('alice', 'merged'), label('bob', 'closed'));
  await keep(label('bob', 'merged'), label('carol', 'closed'));
  expect(await store.read(keptLabels)).toEqual([label('bob', 'merged'), label('carol', 'closed')]);
  await keep();
  expect(await store.read(keptLabels)).toEqual([]);
});
