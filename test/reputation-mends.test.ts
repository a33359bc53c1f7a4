import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { reputationReads } from '../src/cli/reputation-reads.ts';
import type { AtUri, Did, NewsItem, PullLabel } from '../src/domain/index.ts';
import { SIGNAL_IDS } from '../src/gate/index.ts';
import {
  changesSince,
  conductSignals,
  findingVerdicts,
  keepLabels,
  pullLabels,
  replaceFigures,
  type Store,
  setTrustedRoots,
} from '../src/store/index.ts';
import { commit, person, pullUri, repo } from './records.ts';
import { ingestInto, scratchStore } from './store-harness.ts';

const T0 = Date.UTC(2026, 2, 1) * 1000;
const DAY = 86_400_000_000;
const at = (us: number): string => new Date(us / 1000).toISOString();
const says = (by: string, collection: string, rkey: string, us: number, record: object): string =>
  commit(person(by), `sh.tangled.${collection}`, rkey, { createdAt: at(us), ...record }, { timeUs: us });
const repoUri = (owner: string, name: string): string => `at://${person(owner)}/sh.tangled.repo/${name}`;
const opens = (author: string, rkey: string, target: string): string =>
  says(author, 'repo.pull', rkey, T0 - DAY, { title: rkey, target: { repo: target, branch: 'main' } });
const closes = (by: string, rkey: string, pull: string): string =>
  says(by, 'repo.pull.status', rkey, T0, { pull, status: 'sh.tangled.repo.pull.status.closed' });

describe('sources that are spoken of', () => {
  const known = [...SIGNAL_IDS, 'reviewer'].sort();

  it('are those there are, and no others', async () => {
    const store = scratchStore();
    const pull = pullUri('carol', '3ka');
    const judges = [...known, 'nobody', 'Sast', ''].map((source, n) =>
      says('mira', 'trust.findingVerdict', `3kv${n}`, T0, { subject: pull, source, verdict: 'missed' }),
    );
    await ingestInto(store, [repo('mira', 'anvil'), opens('carol', '3ka', repoUri('mira', 'anvil')), ...judges]);
    const said = await store.read((db) => findingVerdicts(db, null));
    expect(said.map(({ source }) => source).sort()).toEqual(known);
  });

  it('are listed as the gate has them', () => {
    const views = readFileSync(new URL('../src/store/views.sql', import.meta.url), 'utf8');
    const [, list = ''] = /CREATE VIEW finding_verdicts AS[^;]*?WHERE source IN \(([^)]*)\)/.exec(views) ?? [];
    expect([...list.matchAll(/'([a-z]+)'/g)].map(([, name]) => name).sort()).toEqual(known);
  });
});

describe('labels that are kept', () => {
  const label = (author: string, over: Partial<PullLabel> = {}, rkey = '3kone'): PullLabel => ({
    pull: pullUri(author, rkey) as AtUri,
    author: person(author) as Did,
    repo: null,
    outcome: 'merged',
    ...{ openedAtUs: 1, finishedAtUs: 2, cleanMerge: null },
    evidence: [{ kind: 'merged-by-maintainer', by: pullUri(author, rkey) as AtUri, atUs: 2, detail: null }],
    ...over,
  });
  const of = (...names: string[]): NewsItem[] => names.map((name) => ({ what: 'author', key: person(name) }));
  const keeper = (store: Store) => async (labels: readonly PullLabel[]) => {
    const { mark } = await store.read((db) => changesSince(db, null));
    await store.write((db) => keepLabels(db, labels));
    return (await store.read((db) => changesSince(db, mark))).changes;
  };

  it('are news of whoever wrote what is new, other than before, or gone; and of nobody else', async () => {
    const keep = keeper(scratchStore());
    expect(await keep([label('alice'), label('alice', {}, '3ktwo'), label('bob')])).toEqual(of('alice', 'bob'));
    expect(await keep([label('alice'), label('alice', {}, '3ktwo'), label('bob')])).toEqual([]);
    const clean = label('alice', { cleanMerge: true }, '3ktwo');
    expect(await keep([label('alice'), clean, label('bob')])).toEqual(of('alice'));
    expect(await keep([label('alice'), clean, label('carol')])).toEqual(of('bob', 'carol'));
    expect(await keep([])).toEqual(of('alice', 'carol'));
    expect(await keep([])).toEqual([]);
  });

  it('of more than a thousand authors at once are everybody’s', async () => {
    const many = Array.from({ length: 1001 }, (_, n) => label(`p${n}`));
    const keep = keeper(scratchStore());
    expect(await keep(many.slice(1))).toHaveLength(1000);
    expect(await keep([])).toHaveLength(1000);
    expect(await keep(many)).toEqual([{ what: 'sources', key: 'conduct' }]);
  });
});

describe('what is told of conduct', () => {
  const carol = person('carol') as Did;
  const score = { eigentrust: 0.1, rank: 1, opinion: 0, structural: 0.1 };
  interface Health {
    readonly agents: Readonly<Record<string, { readonly current_score: number }>>;
  }
  /** What is told where trust reaches such people: mira closed a change of carol's, and eve one of carol's and one of dave's. */
  const told = async ({ roots = [], standing = {} }: { roots?: string[]; standing?: Record<string, number> }) => {
    const store = scratchStore();
    await ingestInto(store, [
      ...[repo('mira', 'anvil'), repo('eve', 'bait')],
      ...[opens('carol', '3ka', repoUri('mira', 'anvil')), opens('carol', '3kb', repoUri('eve', 'bait'))],
      ...[closes('mira', '3kc', pullUri('carol', '3ka')), closes('eve', '3kd', pullUri('carol', '3kb'))],
      ...[opens('dave', '3ke', repoUri('eve', 'bait')), closes('eve', '3kf', pullUri('dave', '3ke'))],
    ]);
    const labels = await store.read(pullLabels);
    const scores = Object.entries(standing).map(([name, each]) => ({
      ...{ did: person(name) as Did, standing: each },
      ...score,
    }));
    await store.write(async (db) => {
      await keepLabels(db, labels);
      await replaceFigures(db, { key: 'k', scores, backtest: '{}' });
      await setTrustedRoots(
        db,
        'test',
        roots.map((name) => person(name) as Did),
      );
    });
    const made = await store.read((db) => conductSignals(db, null));
    const desk = reputationReads(store, () => T0 + 30 * DAY);
    return { made, explanation: await desk.explanationOf(carol), health: (await desk.healthReport(60)) as Health };
  };

  it.each<[string, { roots?: string[]; standing?: Record<string, number> }, readonly string[]]>([
    ['nobody', {}, []],
    ['no owner', { roots: ['zoe'], standing: { zoe: 1, mira: 0, eve: 0 } }, []],
    ['one as a trusted root', { roots: ['mira'] }, ['mira']],
    ['one by standing', { standing: { mira: 0.4, eve: 0 } }, ['mira']],
    ['both', { roots: ['mira'], standing: { eve: 0.1 } }, ['eve', 'mira']],
  ])('is of repositories whose owner trust reaches: %s', async (_, reached, owners) => {
    const { made, explanation, health } = await told(reached);
    expect(made).toHaveLength(3);
    const total = owners.length === 0 ? 500 : 400;
    const sources = owners.map((name) => ({ source: `consumer:${person(name)}` }));
    expect(explanation).toMatchObject({ total_score: total, recent_signals: sources });
    const people = owners.includes('eve') ? ['carol', 'dave'] : owners.length > 0 ? ['carol'] : [];
    expect(Object.keys(health.agents)).toEqual(people.map(person));
    expect(Object.values(health.agents).map(({ current_score }) => current_score)).toEqual(people.map(() => 400));
  });
});
