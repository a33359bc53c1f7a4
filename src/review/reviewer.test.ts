import { describe, expect, it } from 'vitest';
import type { Fault } from '../../stand-in/index.ts';
import { blind } from '../diff/index.ts';
import type { Review, Verdict } from '../domain/index.ts';
import { bench, blinded, fileDiff, finding, findingsIn, longPatch, NOBODY } from './testing.ts';

const HARMLESS = fileDiff('src/greeting.ts', [
  ' export const greeting = (name: string): string => {',
  "-  return 'Hello ' + name;",
  "+  return ['Hello', name].join(' ');",
  ' };',
]);
const DANGEROUS = fileDiff('src/auth/token.ts', [
  ' export const isValid = (given: Buffer, expected: Buffer): boolean => {',
  '-  return timingSafeEqual(given, expected);',
  '+  return given.toString() == expected.toString();',
  ' };',
]);
const CALM = { contentRisk: 0, reviewRecommended: false, flags: [], summary: 'Says hello another way.' };
const flag = { file: 'src/greeting.ts', line: 2, quote: "return ['Hello', name].join(' ');", reason: 'look' };

const verdictOf = ({ outcome }: Review): Verdict => {
  if (outcome.kind !== 'verdict') throw new Error(`no verdict but ${JSON.stringify(outcome)}`);
  return outcome.verdict;
};

describe('a diff that is read at once', () => {
  it('comes back with a verdict whose flags are in the diff, and with all that it was made from', async () => {
    const { reviewer, sent } = await bench();
    const change = blinded(DANGEROUS);
    const review = await reviewer.review(change, await findingsIn(change));
    expect(review).toMatchObject({
      model: 'stand-in-careful-1',
      promptHash: reviewer.promptHash,
      diffHash: change.hash,
      sentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      parts: [{ handle: `diff://${change.hash.slice(0, 12)}/0000`, read: true, risk: null }],
      steps: [],
      unread: [],
      probe: 'not-asked',
    });
    expect(verdictOf(review)).toMatchObject({ contentRisk: 0.9, reviewRecommended: true });
    expect(verdictOf(review).flags).toContainEqual(
      expect.objectContaining({ file: 'src/auth/token.ts', line: 2, side: 'new', severity: 'high' }),
    );
    expect(review.costMicros).toBeGreaterThan(0);
    expect(review.usage.output).toBeGreaterThan(0);
    expect(sent()).toHaveLength(1);
  });

  it('is sent as findings, then the fenced diff, behind a system text that is cached with the tool', async () => {
    const { reviewer, sent } = await bench();
    await reviewer.review(blinded(DANGEROUS), []);
    const [body] = sent();
    expect(body?.tools.map(({ name }) => name)).toEqual(['submit_review']);
    expect(body?.tool_choice).toMatchObject({ type: 'tool', name: 'submit_review' });
    expect(body?.system.at(-1)).toHaveProperty('cache_control');
    const [message] = body?.messages ?? [];
    expect(body?.messages).toHaveLength(1);
    expect(message?.content.map(({ text }) => String(text).slice(0, 10))).toEqual(['<findings ', '<diff nonc']);
    expect(message?.content[1]?.text).toContain('\n+2|  return given.toString() == expected.toString();\n');
  });

  it('is the same request, to the byte, whoever wrote it and in whatever order findings came', async () => {
    const mail = (name: string, address: string): string =>
      [
        'From 1111111111111111111111111111111111111111 Mon Sep 17 00:00:00 2001',
        `From: ${name} <${address}>`,
        'Date: Mon, 17 Nov 2026 10:00:00 +0000',
        `Subject: [PATCH] ${name} improves the greeting`,
        '',
        `Signed-off-by: ${name} <${address}>`,
        '---',
        HARMLESS.replace('+  return', `+  // by ${name}\n+  return`).replace('+1,3 @@', '+1,4 @@'),
        '-- ',
        '2.45.0',
        '',
      ].join('\n');
    const one = {
      did: 'did:plc:bbbbbbbbbbbbbbbbbbbbbbbb',
      handle: 'zorvak.example.org',
      names: ['Zorvak Quelb'],
      emails: [],
    };
    const two = {
      did: 'did:plc:cccccccccccccccccccccccc',
      handle: 'ybexan.dev',
      names: ['Ybexan Jelbruz'],
      emails: [],
    };
    const bodies = [];
    for (const [name, address, identity] of [
      ['Zorvak Quelb', 'zorvak@mail.example.org', one],
      ['Ybexan Jelbruz', 'ybexan@ybexan.dev', two],
    ] as const) {
      const { standIn, reviewer } = await bench({ words: ['zorvak', 'quelb', 'ybexan', 'jelbruz'] });
      const change = blinded(mail(name, address), identity);
      const given = [finding({ file: 'src/greeting.ts', line: 2 }), finding({ file: 'src/greeting.ts', line: 3 })];
      await reviewer.review(change, identity === one ? given : given.toReversed());
      bodies.push(standIn.requests.map(({ path, body }) => `${path} ${Buffer.from(body).toString('utf8')}`));
    }
    expect(bodies[0]?.length).toBeGreaterThan(2);
    expect(bodies[0]).toEqual(bodies[1]);
  });

  it('has a risk of at least what its own flags say', async () => {
    for (const [severity, least] of [
      ['low', 0.1],
      ['medium', 0.4],
      ['high', 0.9],
    ] as const) {
      const { standIn, reviewer } = await bench();
      standIn.faults.push({ kind: 'call', input: { ...CALM, flags: [{ ...flag, severity }] } });
      expect(verdictOf(await reviewer.review(blinded(HARMLESS), [])).contentRisk).toBe(least);
    }
  });

  it('loses flags that point at nothing, and counts them', async () => {
    const { reviewer } = await bench({ id: 'stand-in-liar-1' });
    const { outcome } = await reviewer.review(blinded(DANGEROUS), []);
    if (outcome.kind !== 'verdict') throw new Error(outcome.kind);
    expect(outcome.droppedFlags).toBeGreaterThanOrEqual(3);
    expect(outcome.verdict.flags).toEqual([]);
  });

  it('is read by a model that cannot be forced to call a tool', async () => {
    const { reviewer, sent } = await bench({ id: 'stand-in-auto-careful-1' });
    expect((await reviewer.review(blinded(DANGEROUS), [])).outcome.kind).toBe('verdict');
    expect(sent()[0]?.tool_choice.type).toBe('auto');
  });

  it('can be empty', async () => {
    const { reviewer } = await bench();
    const { blind: nothing } = blind({ files: [], messages: [], bytes: 0, hash: '' }, NOBODY);
    const review = await reviewer.review(nothing, []);
    expect(review.outcome.kind).toBe('verdict');
    expect(review.unread).toEqual([]);
  });
});

describe('the probe', () => {
  it('asks again with a danger behind the same blocks when the change would pass, and is passed by who notices', async () => {
    const { reviewer, sent } = await bench();
    const review = await reviewer.review(blinded(HARMLESS), []);
    expect(review.probe).toBe('noticed');
    expect(verdictOf(review)).toMatchObject({ flags: [], contentRisk: 0.05 });
    const [first, second] = sent().map(({ messages: [message], ...rest }) => ({
      rest,
      content: message?.content ?? [],
    }));
    expect(second?.rest).toEqual(first?.rest);
    expect(second?.content.slice(0, 2)).toEqual(first?.content);
    expect(second?.content).toHaveLength(3);
    expect(first?.content[1]).toHaveProperty('cache_control');
  });

  it('is failed by who finds everything harmless: there is no verdict', async () => {
    const { reviewer } = await bench({ id: 'stand-in-yes-1' });
    const review = await reviewer.review(blinded(HARMLESS), []);
    expect(review.outcome.kind).toBe('steered');
    expect(review).toMatchObject({ probe: 'missed', unread: [] });
  });

  it('is failed by who flags the planted danger as a trifle', async () => {
    const { standIn, reviewer } = await bench();
    const trifle = (text: string): Fault => {
      const [, file = ''] = /\+\+\+ b\/(.*)/.exec(text) ?? [];
      return { kind: 'call', input: { ...CALM, flags: [{ ...flag, file, severity: 'low' }] } };
    };
    standIn.faults.push({ kind: 'call', input: CALM });
    await reviewer.review(blinded(HARMLESS), []);
    const planted = JSON.parse(Buffer.from(standIn.requests.at(-1)?.body ?? []).toString()).messages[0].content[2].text;
    const other = await bench();
    other.standIn.faults.push({ kind: 'call', input: CALM }, trifle(planted));
    expect((await other.reviewer.review(blinded(HARMLESS), [])).outcome.kind).toBe('steered');
  });

  it('counts what the second reading says of the change itself, and what it points at nothing', async () => {
    const { standIn, reviewer, again } = await bench();
    standIn.faults.push({ kind: 'call', input: CALM });
    expect((await reviewer.review(blinded(HARMLESS), [])).probe).toBe('noticed');
    const planted: string = JSON.parse(Buffer.from(standIn.requests.at(-1)?.body ?? []).toString()).messages[0]
      .content[2].text;
    const noticing = planted.split(/^(?= \|diff --git )/m).flatMap((text) => {
      const file = /\+\+\+ b\/(.*)/.exec(text)?.[1];
      const [, line = '', quote = ''] = /^[-+](\d+)\|(.*)$/m.exec(text) ?? [];
      return file === undefined ? [] : [{ severity: 'high', file, line: Number(line), quote, reason: 'planted' }];
    });
    expect(noticing.map(({ file }) => file)).toContain('src/greeting.ts');
    expect(again().promptHash).toBe(reviewer.promptHash);
    for (const [said, verdict, droppedFlags] of [
      [{ ...flag, severity: 'medium' }, { contentRisk: 0.4, flags: [{ file: 'src/greeting.ts', line: 2 }] }, 0],
      [{ ...flag, severity: 'low', line: 3 }, { contentRisk: 0, flags: [] }, 1],
      [{ ...flag, severity: 'high', quote: 'made up' }, { contentRisk: 0, flags: [] }, 1],
    ] as const) {
      const other = await bench();
      const flags = [...noticing, said];
      other.standIn.faults.push({ kind: 'call', input: CALM }, { kind: 'call', input: { ...CALM, flags } });
      const { outcome, probe } = await other.reviewer.review(blinded(HARMLESS), []);
      expect(outcome).toMatchObject({ kind: 'verdict', verdict, droppedFlags });
      expect(probe).toBe('noticed');
    }
  });

  it.each([
    ['a recommended review', { reviewRecommended: true }],
    ['a risk over .2', { contentRisk: 0.21 }],
    ['a medium flag', { flags: [{ ...flag, severity: 'medium' }] }],
  ])('is not asked for where %s keeps the change from passing', async (_, said) => {
    const { standIn, reviewer, sent } = await bench();
    standIn.faults.push({ kind: 'call', input: { ...CALM, ...said } });
    expect((await reviewer.review(blinded(HARMLESS), [])).probe).toBe('not-asked');
    expect(sent()).toHaveLength(1);
  });

  it('without an answer leaves no verdict either', async () => {
    const { standIn, reviewer } = await bench();
    standIn.faults.push(null, { kind: 'status', status: 529 });
    expect((await reviewer.review(blinded(HARMLESS), [])).outcome.kind).toBe('overloaded');
  });
});

describe('everything that is no verdict', () => {
  it.each<[string, Fault, Review['outcome']['kind']]>([
    ['a refusal', { kind: 'refusal', category: 'cyber' }, 'refused'],
    ['an answer cut off', { kind: 'truncated' }, 'unreadable'],
    ['prose', { kind: 'prose' }, 'unreadable'],
    ['two calls', { kind: 'two-calls' }, 'unreadable'],
    ['another input', { kind: 'call', input: { verdict: 'approve' } }, 'unreadable'],
    ['a risk out of bounds', { kind: 'call', input: { ...CALM, contentRisk: -0.1 } }, 'unreadable'],
    ['a full context window', { kind: 'stop', reason: 'model_context_window_exceeded' }, 'unreadable'],
    ['429', { kind: 'status', status: 429 }, 'overloaded'],
    ['529', { kind: 'status', status: 529 }, 'overloaded'],
    ['500', { kind: 'status', status: 500 }, 'unavailable'],
    ['401', { kind: 'status', status: 401 }, 'unavailable'],
    ['a broken connection', { kind: 'reset' }, 'unavailable'],
    ['no answer', { kind: 'hang' }, 'timeout'],
  ])('%s is an outcome of its own, and nothing was read', async (_, fault, kind) => {
    const { standIn, reviewer } = await bench({ attemptTimeoutMs: 200 });
    standIn.faults.push(fault);
    const review = await reviewer.review(blinded(DANGEROUS), []);
    expect(review.outcome.kind).toBe(kind);
    expect(review).toMatchObject({ parts: [{ read: false }], unread: [{ file: 0, hunks: [0] }], probe: 'not-asked' });
  });

  it('a reviewer that keeps no bounds is unreadable', async () => {
    const { reviewer } = await bench({ id: 'stand-in-rude-1' });
    expect((await reviewer.review(blinded(DANGEROUS), [])).outcome.kind).toBe('unreadable');
  });

  it('an empty budget asks nothing', async () => {
    const { reviewer, sent } = await bench({ runMicros: 10 });
    const review = await reviewer.review(blinded(DANGEROUS), []);
    expect(review).toMatchObject({ outcome: { kind: 'budget' }, sentHash: null, costMicros: 0 });
    expect(sent()).toEqual([]);
  });

  it('too large a diff is counted and not sent', async () => {
    const { reviewer, sent } = await bench();
    const review = await reviewer.review(blinded(longPatch({ files: 300 })), []);
    expect(review.outcome).toMatchObject({ kind: 'too-large', limitTokens: 400_000 });
    expect(review.sentHash).toBe(null);
    expect(sent()).toEqual([]);
    expect(review.unread).toHaveLength(300);
  });
});

describe('a review that was ended', () => {
  it('rejects with the reason, at once', async () => {
    const { standIn, reviewer } = await bench();
    const ending = new AbortController();
    const reason = new Error('shutting down');
    standIn.faults.push({ kind: 'hang' });
    const review = reviewer.review(blinded(HARMLESS), [], { signal: ending.signal, onProgress: () => {} });
    const counted = (): boolean => standIn.requests.some(({ path }) => path === '/v1/messages');
    await expect.poll(counted).toBe(true);
    ending.abort(reason);
    await expect(review).rejects.toBe(reason);
    await expect(reviewer.review(blinded(HARMLESS), [], { signal: ending.signal })).rejects.toBe(reason);
  });

  it('goes on where it stopped: what was answered is not asked again', async () => {
    const { standIn, reviewer, again, sent } = await bench();
    standIn.faults.push(null, { kind: 'status', status: 500 });
    const broken = await reviewer.review(blinded(HARMLESS), []);
    expect(broken.outcome.kind).toBe('unavailable');
    expect(broken.costMicros).toBeGreaterThan(0);
    const whole = await again().review(blinded(HARMLESS), []);
    expect(whole.outcome.kind).toBe('verdict');
    expect(sent()).toHaveLength(3);
    const kept = await again().review(blinded(HARMLESS), []);
    expect(kept).toEqual({ ...whole, costMicros: 0 });
    expect(sent()).toHaveLength(3);
  });

  it('asks again what was answered, but not as asked', async () => {
    const { standIn, reviewer, again } = await bench();
    standIn.faults.push({ kind: 'prose' });
    expect((await reviewer.review(blinded(DANGEROUS), [])).outcome.kind).toBe('unreadable');
    expect((await again().review(blinded(DANGEROUS), [])).outcome.kind).toBe('verdict');
  });
});

describe('the first requests', () => {
  it('are what the review then sends, and none that the journal answers', async () => {
    const { reviewer, sent } = await bench();
    const change = blinded(DANGEROUS);
    const first = await reviewer.firstRequests(change, []);
    expect(first).toMatchObject([{ purpose: 'review', promptHash: reviewer.promptHash, diffHash: change.hash }]);
    await reviewer.review(change, []);
    expect(sent()[0]).toEqual({ ...first[0]?.request, stream: true });
    expect(await reviewer.firstRequests(change, [])).toEqual([]);
  });
});

describe('options', () => {
  it('an empty secret is refused', async () => {
    const { again } = await bench();
    expect(() => again({ secret: '' })).toThrow(new RangeError('secret: must not be empty'));
  });
});
