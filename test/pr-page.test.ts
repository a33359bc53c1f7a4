import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fakeDesk } from '../src/api/desk.testing.ts';
import { createApp, serveApp } from '../src/api/index.ts';
import type { AtUri, Decision, Did, Evidence, Finding, GateInputs, PullLabel } from '../src/domain/index.ts';
import { contentOf, DEFAULT_POLICY, decide, explain } from '../src/gate/index.ts';
import { buildReadModel, type PullView, type ReadModel } from '../src/pipeline/index.ts';
import { whileStale } from '../src/pipeline/staleness.ts';
import { launchBrowser } from './browser.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const AUTHOR = 'did:plc:author' as Did;
const PULL = `at://${AUTHOR}/sh.tangled.repo.pull/1` as AtUri;
const NOW_US = Date.UTC(2026, 10, 21) * 1000;

const secret: Finding = {
  source: 'secrets',
  rule: 'key',
  severity: 'high',
  file: 'config.ts',
  line: 14,
  side: 'new',
  quote: 'key = …',
  message: 'A key stands in the clear.',
};

/** A decision made from these, the rest being what lets it pass. */
const decided = (change: Partial<GateInputs>, facts: Partial<Evidence> = {}, notes: string[] = []): Decision => {
  const evidence: Evidence = {
    path: [{ did: AUTHOR, standing: 1 }],
    vouchers: [],
    eigentrust: 0.1,
    standing: 0.8,
    opinion: 0.1,
    findings: [],
    coverage: { files: [], bytes: 9, unreadBytes: 0, messageBytes: 0, messagesReadBy: [], sources: [] },
    verdict: null,
    diffHash: 'ab'.repeat(32),
    asOfUs: NOW_US,
    ...facts,
  };
  const { content } = contentOf(evidence.findings, DEFAULT_POLICY, evidence);
  const inputs = {
    tier: 'public',
    attested: false,
    structural: 0.8,
    content,
    guards: [],
    caps: [],
    ...change,
  } as const;
  const outcome = decide(inputs, DEFAULT_POLICY);
  const reach = { byMaintainer: 0.85, byVouched: 0.72, starter: 'maintainer' } as const;
  const made = { outcome, inputs, evidence, policy: DEFAULT_POLICY };
  const explanation = explain({ ...made, nameOf: (did) => did, reach, policyNotes: notes });
  return {
    ...made,
    pull: PULL,
    author: AUTHOR,
    explanation,
    inputsHash: 'cd'.repeat(32),
    sources: [
      { name: 'gate', version: 'gate-1', hash: null },
      { name: 'trust', version: '2026-11-21', hash: 'ef'.repeat(32) },
      { name: 'signals', version: 'concealment@4,dependencies@3,instructions@4,sast@5,secrets@4', hash: null },
    ],
  };
};

let browser: Browser;
let shown: PullView;
let server: { readonly url: string } & AsyncDisposable;

const empty = buildReadModel(
  {
    world: {
      asOfUs: NOW_US,
      vouches: [],
      merges: [],
      seeds: [],
      maintainers: [],
      repos: [],
      attestations: [],
      handles: [],
    },
    pulls: [
      {
        uri: PULL,
        author: AUTHOR,
        title: 'A change',
        targetRepo: 'did:plc:repo',
        repo: null,
        state: 'open',
        createdAtUs: NOW_US,
        rounds: 1,
        saidBy: null,
        claimedMerged: false,
        dependsOn: null,
        patchOrigin: 'pds',
        patchProblem: null,
        patchAgainAtUs: null,
      },
    ],
    decisions: [],
    log: [],
    backtest: null,
    totals: { events: 1, records: 1 },
    rejections: [],
    network: [],
  },
  { policy: DEFAULT_POLICY, aliases: new Map() },
);
const pullIn = (body: Decision, more: Partial<PullView> = {}): PullView => {
  const [pull] = empty.open;
  if (pull === undefined) throw new Error('the model has no pull request');
  return { ...pull, decision: { decidedAtUs: NOW_US, body }, ...more };
};
let label: PullLabel | null = null;
const log: ReturnType<ReadModel['history']> = [
  { pull: PULL, lane: 'fast_lane', rule: 4, policy: 'p-1', sentence: 'Fast lane: as it was.', decidedAtUs: NOW_US },
  { pull: PULL, lane: 'needs_human', rule: 2, policy: 'p-0', sentence: null, decidedAtUs: NOW_US - 1e9 },
];
const model: ReadModel = { ...empty, pull: () => shown, history: () => log, labelOf: () => label };

beforeAll(async () => {
  browser = await launchBrowser();
  const app = createApp({
    model: () => ({ ...model }),
    sources: [],
    reputation: fakeDesk().desk,
    staticDirectory: 'static',
    onFault: () => undefined,
  });
  server = await serveApp(app, { host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await browser?.close();
  await server?.[Symbol.asyncDispose]();
});

/** The page's text, after it was looked over on a narrow dark screen and on a wide one. */
const read = async (pull: PullView): Promise<string> => {
  shown = pull;
  let text = '';
  for (const [width, colorScheme] of [
    [360, 'dark'],
    [1280, 'light'],
  ] as const) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('console', (message) => faults.push(message.text()));
    page.on('pageerror', (error) => faults.push(String(error)));
    await page.goto(`${server.url}/pr/${encodeURIComponent(PULL)}`, { waitUntil: 'networkidle' });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    await page.evaluate(axe);
    expect(await page.evaluate('axe.run().then((result) => result.violations.map(({ id }) => id))')).toEqual([]);
    expect(faults).toEqual([]);
    text = await page.locator('main').innerText();
    await context.close();
  }
  return text.replaceAll(/\s+/g, ' ');
};

const eu = { uri: `at://${AUTHOR}/sh.tangled.trust.attestation/1` as AtUri, kind: 'jurisdiction', jurisdiction: 'EU' };
const day = (text: string) => Date.parse(text) * 1000;

describe('the page of a pull request', () => {
  it('says who could do what, where it leads, and what helps only together', async () => {
    const text = await read(pullIn(decided({ structural: 0.5 }, { findings: [secret] })));
    expect(text).toContain('The author Resolving the secret in config.ts:14 leads to: Normal queue');
    expect(text).toMatch(/Only together: The author Resolving .* Somebody trusted A vouch from .* leads to: Fast lane/);
  });

  it('says when nothing that anybody can do is known to help', async () => {
    const text = await read(pullIn(decided({ guards: ['open-dispute'] })));
    expect(text).toContain('Nothing that anybody can do is known to change this lane');
  });

  it('names what the decision was made from, and says so where an old one does not', async () => {
    const body = decided({});
    expect(await read(pullIn(body))).toMatch(/Made from .* Gate gate-1 .* Trust 2026-11-21 .* efefef/);
    const { sources: _, ...old } = body;
    expect(await read(pullIn(old))).toContain('older than the list of its inputs');
  });

  it.each<[string, Partial<GateInputs>, Partial<Evidence>]>([
    [
      'Attested. It holds until 2029-05-04.',
      { attested: true },
      { attestation: { ...eu, fromUs: day('2026-05-04'), expiresAtUs: day('2029-05-04') } },
    ],
    [
      'Attested. It holds until it is taken back.',
      { attested: true },
      { attestation: { ...eu, fromUs: day('2026-05-04'), expiresAtUs: null } },
    ],
    [
      'Not attested. It ran out on 2026-08-11.',
      {},
      { attestation: { ...eu, fromUs: day('2026-05-04'), expiresAtUs: day('2026-08-11') } },
    ],
    [
      'Not attested. It begins to hold on 2027-01-01.',
      {},
      { attestation: { ...eu, fromUs: day('2027-01-01'), expiresAtUs: null } },
    ],
    ['Not attested. No attestation by the author that counts here is known', {}, { attestation: null }],
  ])('of the attestation: %s', async (words, change, facts) => {
    expect(await read(pullIn(decided({ tier: 'sensitive', ...change }, facts)))).toContain(words);
  });

  it('says of a finished one without a decision that none will come, and that its label does', async () => {
    const [pull] = empty.open;
    if (pull === undefined) throw new Error('the model has no pull request');
    const text = await read({ ...pull, entry: { ...pull.entry, state: 'merged' } });
    expect(text).toContain('Finished before it was decided here.');
    expect(text).toContain('Not made yet: labels are made within a minute or so.');
    expect(text).not.toMatch(/not decided yet|asks again by itself/i);
    expect(await read(pull)).toMatch(/A change Not decided yet .*this page asks again by itself/);
  });

  it('names the record by which a label is put right', async () => {
    label = {
      pull: PULL,
      author: AUTHOR,
      repo: null,
      outcome: 'merged',
      openedAtUs: NOW_US,
      finishedAtUs: NOW_US,
      cleanMerge: true,
      evidence: [],
    };
    const text = await read({ ...pullIn(decided({})), entry: { ...pullIn(decided({})).entry, state: 'merged' } });
    label = null;
    expect(text).toContain('in a record of their own, sh.tangled.trust.outcome, and that counts');
  });

  it('names who made the policy stricter, and what of it is in force', async () => {
    const body = decided({});
    const policyAsked = [{ by: 'at://did:plc:own/sh.tangled.trust.policy/one', asks: ['T_HIGH .80'] }];
    shown = pullIn({ ...body, explanation: { ...body.explanation, policyAsked } });
    const answer: unknown = await fetch(`${server.url}/review/x`).then((response) => response.json());
    expect(answer).toMatchObject({ policyAsked, history: [{ sentence: 'Fast lane: as it was.', policy: 'p-1' }, {}] });
    expect(await read(shown)).toContain('How is this made?');
  });

  it('shows no fast lane for what is out of date, and what the repository asks for in vain', async () => {
    const notes = ['asks for T_LOW .2, below this service’s .3: ignored'];
    const text = await read(
      pullIn(whileStale(decided({}, {}, notes)), {
        stale: { sinceUs: NOW_US, why: 'a vouch for the author was withdrawn' },
      }),
    );
    expect(text).toContain('This decision may be out of date. A vouch for the author was withdrawn (');
    expect(text).toMatch(/A change Normal queue/);
    expect(text).toContain('Normal queue: the scores are out of date. Before that: Fast lane: the author is trusted');
    expect(text).toMatch(/This service The decision being made again.* leads to: Fast lane/);
    expect(text).not.toMatch(/is being made again/);
    expect(text).toMatch(
      /History The first of these is the last decision .* Fast lane: as it was\. rule 4, policy p-1,/,
    );
    const answer: unknown = await fetch(`${server.url}/review/x`).then((response) => response.json());
    expect(answer).toMatchObject({ policyNotes: notes, attestation: null, stale: { why: expect.any(String) } });
  });
});
