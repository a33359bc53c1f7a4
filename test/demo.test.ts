import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { demoAliases } from '../seed/index.ts';
import { seedDemo } from '../src/cli/commands/seed.ts';
import { reviewOnce } from '../src/cli/review-queue.ts';
import { loadModel, passOptions, scoringStore } from '../src/cli/wiring.ts';
import type { ReadModel } from '../src/pipeline/index.ts';
import { scorePass, verifyDecisions } from '../src/pipeline/index.ts';
import { allDecisions, type Store } from '../src/store/index.ts';
import { openStandIn } from '../stand-in/index.ts';
import { demoSurroundings } from './store-harness.ts';

let model: ReadModel;
let store: Store;
let around: ReturnType<typeof demoSurroundings>;

beforeAll(async () => {
  around = demoSurroundings();
  store = around.store;
  await seedDemo(around);
  await scorePass(scoringStore(store), await passOptions(around));
  model = await loadModel(store);
});

const decisionOf = (alias: string) => {
  const body = model.pull(alias)?.decision?.body;
  if (body === undefined) throw new Error(`${alias} is not decided`);
  return body;
};

describe('the demo world', () => {
  it.each<[string, string, number, number, string]>([
    ['live/trusted-clean', 'fast_lane', 4, 0.7225, 'flows mara.example.com → alice.example.com → carol.example.com'],
    ['live/sybil-buggy', 'needs_human', 2, 0, 'no vouch leads'],
    ['live/sensitive-attested', 'fast_lane', 4, 0.85, 'trust 0.85'],
    ['live/sensitive-unattested', 'needs_human', 1, 0.85, 'sensitive and the author has no valid attestation'],
    ['live/newcomer-docs', 'normal_queue', 5, 0.614125, 'trust 0.61 is below 0.70'],
    ['live/huge-diff', 'needs_human', 3, 0.85, 'too large to review'],
    ['live/hidden-characters', 'needs_human', 2, 0.7225, 'relay/handler.go:'],
    ['live/injected-instructions', 'needs_human', 2, 0.7225, 'reviewer'],
    ['live/leaked-secret', 'needs_human', 2, 0.85, 'config/ci-metrics.yaml:'],
  ])('%s: %s by row %i with trust %f', (alias, lane, rule, structural, reason) => {
    const decision = decisionOf(alias);
    expect(decision.outcome).toMatchObject({ lane, rule: { number: rule } });
    expect(decision.inputs.structural).toBeCloseTo(structural, 6);
    expect(decision.explanation.reasons[0]).toContain(reason);
  });

  it('keeps its lanes with a reviewer that reads with care, each reviewed one with the reviewer among its readers', async () => {
    await using standIn = await openStandIn({ words: [...model.snapshot.world.handles.map(({ handle }) => handle)] });
    const { apiKey, url: baseUrl } = standIn;
    const anthropic = { apiKey, baseUrl, model: 'stand-in-careful-1' };
    const reviewing = demoSurroundings();
    const reviewed = { ...reviewing, config: { ...reviewing.config, anthropic } };
    await seedDemo(reviewed);
    await scorePass(scoringStore(reviewed.store), await passOptions(reviewed));
    await reviewOnce(reviewed);
    await scorePass(scoringStore(reviewed.store), await passOptions(reviewed));
    const after = await loadModel(reviewed.store);
    for (const alias of demoAliases().keys()) {
      const [before, now] = [decisionOf(alias), after.pull(alias)?.decision?.body];
      expect([alias, now?.outcome.lane]).toEqual([alias, before.outcome.lane]);
      const isRead = before.inputs.content !== null;
      expect([alias, now?.evidence.review?.outcome.kind]).toEqual([alias, isRead ? 'verdict' : undefined]);
    }
    const sybil = after.pull('live/sybil-buggy')?.decision?.body.evidence.verdict;
    expect(sybil?.flags[0]).toMatchObject({ severity: 'high', file: 'tidepool/webhooks.py' });
  });

  it('covers every alias', () => {
    expect([...demoAliases().keys()].every((alias) => model.pull(alias)?.decision)).toBe(true);
  });

  it('names the line of live/sybil-buggy without any key', () => {
    const { findings } = decisionOf('live/sybil-buggy').evidence;
    expect(findings).toMatchObject([{ source: 'sast', severity: 'high', file: 'tidepool/webhooks.py', side: 'new' }]);
    expect(findings[0]?.quote).toContain('==');
  });

  it('never prints the leaked secret', () => {
    const text = JSON.stringify(decisionOf('live/leaked-secret'));
    expect(text).not.toMatch(/ghp_[A-Za-z0-9]{8}/);
  });

  it('has as many in each lane as the README says', () => {
    const counts = Map.groupBy(model.open, (pull) => pull.decision?.body.outcome.lane);
    const words = [
      'zero',
      'one',
      'two',
      'three',
      'four',
      'five',
      'six',
      'seven',
      'eight',
      'nine',
      'ten',
      'eleven',
      'twelve',
    ];
    const [fast, normal, human] = ['fast_lane', 'normal_queue', 'needs_human'].map(
      (lane) => words[counts.get(lane as never)?.length ?? 0],
    );
    const readme = readFileSync('README.md', 'utf8').replace(/\s+/g, ' ');
    expect(readme).toContain(
      `${fast} pull requests that may go fast, ${normal} for the normal queue, ${human} that need a person`,
    );
  });

  it('has all three lanes, and fast only where the path and the diff allow it', () => {
    const lanes = new Set(model.open.map((pull) => pull.decision?.body.outcome.lane));
    expect([...lanes].sort()).toEqual(['fast_lane', 'needs_human', 'normal_queue']);
    for (const pull of model.open) {
      const body = pull.decision?.body;
      if (body?.outcome.lane !== 'fast_lane') continue;
      expect(body.evidence.path.length).toBeGreaterThan(0);
      expect(body.evidence.coverage?.unreadBytes).toBe(0);
    }
  });

  it('holds a pull request whose diff cannot be had', () => {
    const held = model.open.filter((pull) => pull.decision?.body.inputs.caps.includes('diff-unavailable'));
    expect(held.map((pull) => pull.decision?.body.outcome.lane)).toEqual(['normal_queue']);
    expect(held[0]?.decision?.body.inputs.content).toBeNull();
  });

  it('gives the sybil cluster exactly 0, and counts a denounce by one of them for nothing', () => {
    const sybil = model.pull('live/sybil-buggy')?.entry.author;
    const person = sybil && model.person(sybil, null);
    expect(person).toMatchObject({ structural: 0, standing: 0, eigentrust: 0, rank: null });
    expect(person?.vouchesIn).toBeGreaterThan(3);
  });

  it('backtests finished pull requests with an honest interval', () => {
    const tested = model.snapshot.backtest;
    if (tested === null) throw new Error('not tested');
    const { considered, approved, undoneApprovals, rate, interval } = tested;
    expect(considered).toBeGreaterThanOrEqual(60);
    expect(approved).toBeGreaterThan(undoneApprovals);
    expect(rate).toBe(undoneApprovals / approved);
    expect(interval?.[0]).toBeLessThan(rate ?? 0);
    expect(interval?.[1]).toBeGreaterThan(rate ?? 1);
  });
});

describe('scoring again', () => {
  it('changes nothing the second time, and seeding twice changes nothing', async () => {
    await seedDemo(around);
    const before = store.mark();
    const report = await scorePass(scoringStore(store), await passOptions(around));
    expect(report).toMatchObject({ decided: 0, unchanged: model.open.length });
    expect(store.mark()).toBe(before);
  });

  it('loading the read model leaves the file as it is, so that nobody waits for oneself', async () => {
    const before = store.mark();
    await loadModel(store);
    expect(store.mark()).toBe(before);
  });

  it('verifies every decision, and notices one that was tampered with', async () => {
    const stored = await store.read(allDecisions);
    const verify = async (decisions: Parameters<typeof verifyDecisions>[0]) =>
      verifyDecisions(decisions, scoringStore(store), await passOptions(around));
    expect(await verify(stored)).toEqual({ verified: stored.length, outdated: 0, differences: [] });
    const lane = stored.map(({ body, ...row }) => ({
      ...row,
      body:
        body.outcome.lane === 'needs_human'
          ? { ...body, outcome: { ...body.outcome, lane: 'fast_lane' as const } }
          : body,
    }));
    expect((await verify(lane)).differences.length).toBeGreaterThan(5);
    const inputs = stored.map(({ body, ...row }) => ({
      ...row,
      body: { ...body, inputs: { ...body.inputs, structural: 1 } },
    }));
    expect((await verify(inputs)).differences).toHaveLength(stored.length);
    // What lists and pages read beside the inputs.
    const sentence = 'Fast lane: reviewed by the security team.';
    const tampered: readonly ((row: (typeof stored)[number]) => (typeof stored)[number])[] = [
      (row) => ({ ...row, lane: 'fast_lane', rule: 4 }),
      (row) => ({ ...row, author: 'did:plc:somebody' as typeof row.author }),
      (row) => ({ ...row, policy: 'another' }),
      (row) => ({ ...row, sentence }),
      (row) => ({ ...row, body: { ...row.body, explanation: { ...row.body.explanation, sentence } }, sentence }),
      (row) => ({ ...row, body: { ...row.body, explanation: { ...row.body.explanation, steps: [] } } }),
    ];
    for (const tamper of tampered) {
      const one = stored.findIndex(({ lane: kept }) => kept === 'needs_human');
      const rows = stored.map((row, at) => (at === one ? tamper(row) : row));
      expect((await verify(rows)).differences).toHaveLength(1);
    }
  });

  it('decides again exactly the pull requests that a new denounce concerns, and keeps the old decision', async () => {
    const author = model.pull('live/trusted-clean')?.entry.author ?? '';
    const repo = model.pull('live/trusted-clean')?.repo;
    const { ingestInto } = await import('./store-harness.ts');
    const { commit } = await import('./records.ts');
    const timeUs = model.snapshot.world.asOfUs + 1_000_000;
    const denounce = { kind: 'denounce', createdAt: new Date(timeUs / 1000).toISOString() };
    await ingestInto(store, [commit(repo?.ownerDid ?? '', 'sh.tangled.graph.vouch', author, denounce, { timeUs })]);
    const report = await scorePass(scoringStore(store), await passOptions(around));
    const after = await loadModel(store);
    const concerned = model.open.filter((pull) =>
      pull.decision?.body.evidence.path.some((step) => step.did === author),
    );
    expect(report.decided).toBeGreaterThan(0);
    expect(report.decided).toBeLessThanOrEqual(concerned.length + 1);
    expect(after.pull('live/trusted-clean')?.decision?.body.outcome.lane).toBe('needs_human');
    const uri = after.pull('live/trusted-clean')?.entry.uri;
    expect(uri && after.history(uri).map((past) => past.lane)).toEqual(['needs_human', 'fast_lane']);
  });
});
