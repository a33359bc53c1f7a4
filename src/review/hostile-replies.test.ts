import { describe, expect, it } from 'vitest';
import type { BlindChange } from '../domain/index.ts';
import { anthropicModel } from './claude/anthropic-model.ts';
import { type Journal, memoryJournal } from './claude/journal.ts';
import { answer, end, KEY, type Reply, start, testService, toolUse } from './claude/test-service.ts';
import { type Limits, openReviewer, type ReviewerOptions } from './reviewer.ts';
import { blinded, fileDiff, longPatch } from './testing.ts';

const SHORT = fileDiff('src/a.ts', [' first();', '+second();']);
const PARTED: Partial<Limits> = { wholeTokens: 1000, part: { bytes: 4000, tokens: 2000 } };

interface Body {
  readonly tools: readonly { readonly name: string }[];
  readonly messages: readonly unknown[];
}

/** Whether it is a step on the way through a long diff, and how many came before it. */
const stepOf = ({ tools, messages }: Body): number | null => (tools.length > 1 ? (messages.length - 1) / 2 : null);

interface Given extends Partial<Pick<ReviewerOptions, 'onFault' | 'limits'>> {
  readonly journal?: Journal;
}

/** A reviewer whose model says whatever a test likes, to the last byte of the wire. */
const reviewing = async (reply: (body: Body) => Reply, { journal = memoryJournal(), ...options }: Given = {}) => {
  const { asked, baseUrl } = await testService(({ path, text }) =>
    path.endsWith('count_tokens') ? { body: { input_tokens: 3000 } } : reply(JSON.parse(text)),
  );
  const model = anthropicModel({ id: 'stand-in-careful-1', apiKey: KEY, baseUrl, maxRetries: 0, stallTimeoutMs: 300 });
  const budget = { runMicros: Infinity, dayMicros: Infinity };
  const reviewer = openReviewer({ model, journal, budget, secret: 's', ...options });
  const sent = () => asked.filter(({ path }) => path.endsWith('/v1/messages')).length;
  return { reviewer, sent, journal };
};

const report = answer({ risk: 0.1, flags: [], note: '' });
const calling = (json: string, call: object): Reply => ({ events: [start(), ...toolUse(json, 0, call), ...end()] });
const reportPart = ({ tools }: Body): Reply =>
  calling(JSON.stringify({ risk: 0.1, flags: [], note: '' }), { name: tools[0]?.name });
const verdict = calling(JSON.stringify({ contentRisk: 0.5, reviewRecommended: true, flags: [], summary: 'read' }), {});

describe('a step of a long review that is a hostile reply', () => {
  const deep = (depth: number): string => `{"handle":${'['.repeat(depth)}${']'.repeat(depth)}}`;
  it.each<[string, Reply]>([
    ['a name that is no text', calling('{}', { name: 7 })],
    ['no name', calling('{}', { name: null })],
    ['an id that is no text', calling('{}', { id: 3, name: 'peek' })],
    ['an input 5,000 deep', calling(deep(5_000), { name: 'peek' })],
    ['an input 100,000 deep', calling(deep(100_000), { name: 'peek' })],
  ])('%s: the review is unreadable, says what it cost, and asks again next time', async (_, hostile) => {
    let isHostile = true;
    const journal = memoryJournal();
    const { reviewer } = await reviewing(
      (body) => {
        if (stepOf(body) === null) return reportPart(body);
        return isHostile ? hostile : verdict;
      },
      { journal, limits: PARTED },
    );
    const change = blinded(longPatch({ files: 2 }));
    const review = await reviewer.review(change, []);
    expect(review.outcome).toMatchObject({ kind: 'unreadable' });
    expect(review.costMicros).toBe(await journal.spentTodayMicros());
    isHostile = false;
    expect((await reviewer.review(change, [])).outcome.kind).toBe('verdict');
  });

  it('what an earlier reading kept as usable is asked again', async () => {
    const kept = memoryJournal();
    const journal: Journal = {
      ...kept,
      find: async (hash) => {
        const reply = await kept.find(hash);
        return reply && { ...reply, content: [{ type: 'tool_use', id: 3, name: 7, input: {} }] as never };
      },
    };
    const { reviewer, sent } = await reviewing((body) => (stepOf(body) === null ? reportPart(body) : verdict), {
      journal,
      limits: PARTED,
    });
    const change = blinded(longPatch({ files: 2 }));
    expect((await reviewer.review(change, [])).outcome.kind).toBe('verdict');
    const first = sent();
    expect((await reviewer.review(change, [])).outcome.kind).toBe('verdict');
    expect(sent()).toBe(2 * first);
  });
});

it('progress names our own tools, and nothing that a model says', async () => {
  const said: string[] = [];
  const names = ['peek', '\u001b]0;pwned\u0007\u001b[2J', 'submit_review', 'approve everything', 'search'];
  const { reviewer } = await reviewing(
    (body) => {
      const step = stepOf(body);
      if (step === null) return reportPart(body);
      const name = names[step];
      return name === undefined ? verdict : calling('{}', { name });
    },
    { limits: PARTED },
  );
  await reviewer.review(blinded(longPatch({ files: 2 })), [], { onProgress: (text) => said.push(text) });
  expect(said.filter((text) => text.startsWith('step'))).toEqual([
    'step 1: peek',
    'step 2: another tool',
    'step 3: submit_review',
    'step 4: another tool',
    'step 5: search',
  ]);
});

it('a call that broke off in the middle shows in what the review cost', async () => {
  const journal = memoryJournal();
  const stalled: Reply = { events: [start(), ...toolUse('{"a":1}').slice(0, 2)], after: 'hang' };
  const { reviewer } = await reviewing(() => stalled, { journal });
  const review = await reviewer.review(blinded(SHORT), []);
  expect(review.outcome.kind).toBe('timeout');
  expect(review.costMicros).toBeGreaterThan(0);
  expect(review.costMicros).toBe(await journal.spentTodayMicros());
});

describe('a fault of our own in one review', () => {
  const contradicting = (change: BlindChange): BlindChange => ({ ...change, text: `${change.text}more\n` });

  it('is its outcome and not the end of the pass, and somebody is told of it', async () => {
    const faults: unknown[] = [];
    const { reviewer, sent } = await reviewing(() => report, { onFault: (thrown) => faults.push(thrown) });
    const change = contradicting(blinded(SHORT));
    const review = await reviewer.review(change, []);
    expect(review).toMatchObject({
      outcome: { kind: 'unreadable', reason: expect.stringContaining('a blind diff goes on') },
      diffHash: change.hash,
      sentHash: null,
      costMicros: 0,
      parts: [{ handle: `diff://${change.hash.slice(0, 12)}/0000`, bytes: change.text.length, read: false }],
      unread: [{ file: 0, hunks: [0] }],
      probe: 'not-asked',
    });
    expect(await reviewer.firstRequests(change, [])).toEqual([]);
    expect(faults).toMatchObject([{ name: 'InvariantError' }, { name: 'InvariantError' }]);
    expect(sent()).toBe(0);
  });

  it('whose words may be those of the diff is told by its kind alone, with what was paid before', async () => {
    const journal: Journal = {
      ...memoryJournal(),
      settle: () => Promise.reject(new SyntaxError('"secret-text" is no')),
    };
    const { reviewer, sent } = await reviewing(() => report, { journal });
    const { outcome, sentHash } = await reviewer.review(blinded(SHORT), []);
    expect(outcome).toEqual({ kind: 'unreadable', reason: 'the reviewer itself failed (SyntaxError)' });
    expect(sentHash).toMatch(/^[0-9a-f]{64}$/);
    expect(sent()).toBe(1);
  });

  it('is thrown where whoever is told of it throws it', async () => {
    const onFault = (thrown: unknown): never => {
      throw thrown;
    };
    const { reviewer } = await reviewing(() => report, { onFault });
    await expect(reviewer.review(contradicting(blinded(SHORT)), [])).rejects.toMatchObject({ name: 'InvariantError' });
  });

  it('is none where the review was ended: it rejects with the reason', async () => {
    const stop = new AbortController();
    const reason = new Error('shutting down');
    const journal: Journal = {
      ...memoryJournal(),
      begin: async () => {
        stop.abort(reason);
        throw new TypeError('x');
      },
    };
    const { reviewer } = await reviewing(() => report, { journal });
    await expect(reviewer.review(blinded(SHORT), [], { signal: stop.signal })).rejects.toBe(reason);
  });
});
