import { expect, it } from 'vitest';
import { figuresStore } from '../src/cli/figures-store.ts';
import { labelUpkeep } from '../src/cli/history-facts.ts';
import { loadModel } from '../src/cli/wiring.ts';
import { AppError, type AtUri } from '../src/domain/index.ts';
import { keptLabels, type Store } from '../src/store/index.ts';
import { commit, person, pullUri, repo } from './records.ts';
import { ingestInto, scratchStore } from './store-harness.ts';

const T0 = Date.UTC(2026, 2, 1) * 1000;
const A = pullUri('carol', '3ka');
const R = pullUri('dave', '3kr');

const merged = (by: string, rkey: string, title: string, timeUs: number): string[] => [
  commit(
    person(by),
    'sh.tangled.repo.pull',
    rkey,
    { title, target: { repo: `at://${person('mira')}/sh.tangled.repo/anvil`, branch: 'main' }, patch: rkey },
    { timeUs: timeUs - 1 },
  ),
  commit(
    person('mira'),
    'sh.tangled.repo.pull.status',
    `${rkey}m`,
    { pull: pullUri(by, rkey), status: 'sh.tangled.repo.pull.status.merged' },
    { timeUs },
  ),
];
const cleanOf = async (store: Store): Promise<[string, boolean | null][]> =>
  (await store.read(keptLabels)).map(({ pull, cleanMerge }) => [pull, cleanMerge]);
const first = [repo('mira', 'anvil'), ...merged('carol', '3ka', 'Cap the bucket', T0)];
const revert = merged('dave', '3kr', 'Revert "Cap the bucket"', T0 + 5);

it('labels are kept when what they are made from changed, and not else', async () => {
  const store = scratchStore();
  await ingestInto(store, first);
  let writes = 0;
  const counted: Pick<Store, 'read' | 'write'> = {
    read: (work) => store.read(work),
    write: (work) => {
      writes += 1;
      return store.write(work);
    },
  };
  const upkeep = labelUpkeep({ store: counted, clockUs: () => T0, tell: () => undefined });
  expect(await upkeep()).toBe(true);
  expect(await cleanOf(store)).toEqual([[A, null]]);
  expect([await upkeep(), writes]).toEqual([true, 1]);
  await ingestInto(store, revert);
  expect([await upkeep(), writes]).toEqual([true, 2]);
  expect(await cleanOf(store)).toEqual([
    [A, false],
    [R, null],
  ]);
});

it('labels are made again with the hour, for time alone settles them', async () => {
  const store = scratchStore();
  await ingestInto(store, first);
  let now = T0;
  const upkeep = labelUpkeep({ store, clockUs: () => now, tell: () => undefined });
  await upkeep();
  await store.write((db) => db.run('DELETE FROM kept_labels'));
  await upkeep();
  expect(await cleanOf(store)).toEqual([]);
  now += 3_600_000_000;
  await upkeep();
  expect(await cleanOf(store)).toEqual([[A, null]]);
});

it('what fails is told once, tried again, and what is no AppError is thrown', async () => {
  const store = scratchStore();
  await ingestInto(store, first);
  let failure: Error | null = new AppError('out of memory');
  const told: string[] = [];
  const upkeep = labelUpkeep({
    store: { read: (work) => (failure ? Promise.reject(failure) : store.read(work)), write: store.write },
    clockUs: () => T0,
    tell: (line) => told.push(line),
  });
  expect([await upkeep(), await upkeep(), told]).toEqual([
    false,
    false,
    ['labels could not be made, trying again: out of memory'],
  ]);
  failure = null;
  expect([await upkeep(), await cleanOf(store)]).toEqual([true, [[A, null]]]);
  failure = new Error('a mistake of ours');
  await expect(upkeep()).rejects.toThrow('a mistake of ours');
});

it('figures that took long put no older labels in the place of newer ones', async () => {
  const store = scratchStore();
  await ingestInto(store, first);
  const figures = figuresStore(store);
  await figures.history();
  await ingestInto(store, revert);
  await labelUpkeep({ store, clockUs: () => T0, tell: () => undefined })();
  await figures.keep({ scores: [], backtest: null as never, key: '', madeAtUs: T0, unread: 0 });
  expect(await cleanOf(store)).toEqual([
    [A, false],
    [R, null],
  ]);
});

it('a label that was kept is not shown while the pull request is open again', async () => {
  const store = scratchStore();
  await ingestInto(store, first);
  await labelUpkeep({ store, clockUs: () => T0, tell: () => undefined })();
  expect((await loadModel(store)).labelOf(A as AtUri)?.outcome).toBe('merged');
  const open = { pull: A, status: 'sh.tangled.repo.pull.status.open' };
  await ingestInto(store, [commit(person('mira'), 'sh.tangled.repo.pull.status', '3ko', open, { timeUs: T0 + 1 })]);
  expect((await loadModel(store)).labelOf(A as AtUri)).toBeNull();
});
