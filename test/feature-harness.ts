import { examplesIn } from '../src/cli/examples-in.ts';
import type { Did } from '../src/domain/index.ts';
import { DEFAULT_POLICY } from '../src/gate/index.ts';
import { deriver } from '../src/ingest/index.ts';
import { parseEvent } from '../src/ingest/parse-event.ts';
import { featuresNow } from '../src/pipeline/features/features-now.ts';
import { datasetOf, featureSet } from '../src/pipeline/index.ts';
import { trustBase, trustInput } from '../src/pipeline/trust-base.ts';
import { trustViews } from '../src/pipeline/trust-view.ts';
import { indexWorld } from '../src/pipeline/world-index.ts';
import {
  featureFacts,
  foldEvents,
  openPulls,
  pullLabels,
  type Store,
  setTrustedRoots,
  worldOf,
} from '../src/store/index.ts';
import { commit, person } from './records.ts';
import { ingestInto, scratchStore } from './store-harness.ts';

export const DAY = 86_400_000_000;
export const T0 = Date.UTC(2026, 2, 1) * 1000;
const at = (us: number): string => new Date(us / 1000).toISOString();

/** A record, or its deletion for null, as a stream tells it at that time. */
export const say = (
  by: string,
  collection: string,
  rkey: string,
  body: Record<string, unknown> | null,
  timeUs: number,
): string =>
  commit(person(by), `sh.tangled.${collection}`, rkey, body === null ? null : { createdAt: at(timeUs), ...body }, {
    timeUs,
  });

export const repoOf = (owner: string, name: string): string => `at://${person(owner)}/sh.tangled.repo/${name}`;
export const anvil = repoOf('mira', 'anvil');
export const opened = (by: string, rkey: string, us: number, target = anvil, title = `change ${rkey}`): string =>
  say(by, 'repo.pull', rkey, { title, target: { repo: target, branch: 'main' } }, us);
export const word = (by: string, rkey: string, pull: string, state: string, us: number): string =>
  say(by, 'repo.pull.status', rkey, { pull, status: `sh.tangled.repo.pull.status.${state}` }, us);
export const opinion = (
  from: string,
  to: string,
  kind: string,
  us: number,
  more: Record<string, unknown> = {},
): string => say(from, 'graph.vouch', person(to), { kind, ...more }, us);

/** A store of these lines, in which mira is the trusted root. */
export const rootedAtMira = async (lines: readonly string[]): Promise<Store> => {
  const store = scratchStore();
  await store.write((db) => setTrustedRoots(db, 'test', [person('mira') as Did]));
  await ingestInto(store, lines);
  return store;
};

const named = (row: ArrayLike<number>): Record<string, number> =>
  Object.fromEntries(featureSet.columns.map(({ name }, column) => [name, row[column] ?? Number.NaN]));

/** Rows of finished pull requests, by pull request. */
export const past = async (store: Store): Promise<Record<string, Record<string, number>>> => {
  const { dataset, pulls } = await datasetOf(await examplesIn(store, { policy: DEFAULT_POLICY, reads: 'none' }));
  const width = featureSet.columns.length;
  return Object.fromEntries(
    pulls.map((pull, row) => [pull, named(dataset.matrix.values.subarray(row * width, (row + 1) * width))]),
  );
};

/** The same of open ones, as they are now, or just before a moment. */
export const present = async (store: Store, asOfUs?: number): Promise<Record<string, Record<string, number>>> => {
  const { world, open, facts, asked } = await store.read(async (db) => {
    const world = await worldOf(db);
    const open = await openPulls(db);
    const asked = open.map((pull) => ({ ...pull, pull: pull.uri, asOfUs: asOfUs ?? world.asOfUs + 1 }));
    const labels = await pullLabels(db);
    return { world, open, asked, facts: await featureFacts(db, deriver, { asked, labels, when: 'present' }) };
  });
  const then = asOfUs === undefined ? world : { ...world, asOfUs: asOfUs - 1 };
  const authors = open.map(({ author }) => author);
  const views = trustViews(then, trustBase(trustInput(then, DEFAULT_POLICY, authors)));
  const trust = { views, seeds: world.seeds, vouchesAbout: indexWorld(world).vouchesAbout };
  const rows = featuresNow(asked, { ...trust, facts, analysisOf: () => null });
  return Object.fromEntries([...rows].map(([pull, row]) => [pull, named(row)]));
};

/** Keeps lines as what a PDS listed: from the host that somebody's identity names. */
export const readFrom = async (store: Store, lines: readonly string[]): Promise<void> => {
  if (lines.length === 0) return;
  const events = lines.flatMap((line) => {
    const parsed = parseEvent(line);
    return parsed.kind === 'event' ? [deriver.derive(parsed.event)] : [];
  });
  await store.write(async (db) => {
    await db.run(
      "INSERT INTO resolved_people VALUES ('did:plc:x', NULL, 'https://pds.example', 'verified', NULL, 0, 0, 0)",
    );
    await foldEvents(db, { events, deadLetters: [], source: 'pds.example', cursor: null });
  });
};
