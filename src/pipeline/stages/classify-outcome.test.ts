import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError, InvariantError, type Review, type ReviewOutcome } from '../../domain/index.ts';
import type { Analysis } from '../analyse.ts';
import { classifyFault, classifyOutcome } from './classify-outcome.ts';
import { classifyResult } from './classify-result.ts';
import type { StageName, StageSource } from './outcome.ts';

const LONG = 'a text of over twenty characters';

describe('the rule for any stage', () => {
  it.each<[string, unknown, unknown, string]>([
    ['nothing', null, null, 'failure'],
    ['nothing at all', null, undefined, 'failure'],
    ['a text', null, LONG, 'failure'],
    ['a list', null, [1], 'failure'],
    ['a number', null, 7, 'failure'],
    ['a map', null, new Map([['a', 1]]), 'failure'],
    ['an exception that was returned', null, new Error('x'), 'failure'],
    ['an empty record', null, {}, 'failure'],
    ['a key error', null, { a: 1, error: null }, 'failure'],
    ['a key exception', null, { exception: 'x' }, 'failure'],
    ['a key traceback', null, { traceback: [] }, 'failure'],
    ['a fault before a repetition', { a: LONG }, { a: LONG, error: '' }, 'failure'],
    ['a key that only looks like one', null, { errors: 0 }, 'success'],
    ['a record', null, { a: 1 }, 'success'],
    ['a long text again', { a: LONG }, { a: LONG }, 'partial'],
    ['21 characters again', { a: 'x'.repeat(21) }, { a: 'x'.repeat(21) }, 'partial'],
    ['20 characters again, which may be chance', { a: 'x'.repeat(20) }, { a: 'x'.repeat(20) }, 'success'],
    ['a list again', { a: [0] }, { a: [0] }, 'partial'],
    ['a record again', { a: { b: 0 } }, { a: { b: 0 } }, 'partial'],
    ['an empty list and an empty record again', { a: [], b: {} }, { a: [], b: {} }, 'success'],
    ['numbers again', { a: 1, b: true }, { a: 1, b: true }, 'success'],
    ['what both have again, and more', { a: LONG, b: 1 }, { a: LONG, c: 2 }, 'partial'],
    ['some of what both have changed', { a: LONG, b: 1 }, { a: LONG, b: 2 }, 'success'],
    ['nothing that both have', { a: LONG }, { b: LONG }, 'success'],
    ['other words', { a: LONG }, { a: `${LONG}!` }, 'success'],
    ['a record after a list', [LONG], { a: LONG }, 'success'],
  ])('%s', (_, before, after, expected) => {
    const { outcome, reason } = classifyResult(before, after);
    expect(outcome).toBe(expected);
    expect(reason === null).toBe(expected === 'success');
  });

  it('has an answer for everything', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (before, after) => {
        expect(['success', 'failure', 'partial']).toContain(classifyResult(before, after).outcome);
        expect(['success', 'failure']).toContain(classifyResult(null, after).outcome);
      }),
    );
  });
});

const source = (name: string) => ({ source: name, files: 1, hunks: 1, lines: 1, bytes: 1 });
const coverage = {
  files: [],
  bytes: 1,
  unreadBytes: 0,
  messageBytes: 0,
  messagesReadBy: [],
  sources: ['sast', 'size'].map(source),
};
const read: Analysis = { kind: 'read', diffHash: 'a', findings: [], coverage, changeKind: 'docs-only' };
const verdict = { contentRisk: 0.1, reviewRecommended: false, flags: [], summary: 'It renames a variable, no more.' };
const reviewOf = (outcome: ReviewOutcome, change: Partial<Review> = {}): Review => ({
  outcome,
  model: 'm',
  promptHash: 'p',
  diffHash: 'a',
  sentHash: null,
  usage: { input: 0, output: 0, cacheWrite: 0, cacheRead: 0 },
  costMicros: 0,
  parts: [],
  steps: [],
  unread: [],
  probe: 'not-asked',
  ...change,
});
const said = (droppedFlags = 0, change: Partial<Review> = {}): Review =>
  reviewOf({ kind: 'verdict', verdict, droppedFlags }, change);
const failed = (kind: 'unreadable' | 'refused' | 'timeout' | 'overloaded' | 'unavailable' | 'steered' | 'budget') =>
  reviewOf({ kind, reason: 'why\nnot' });

const classified = (stage: StageName, after: unknown, before: unknown = null, own?: StageSource): string[] =>
  classifyOutcome(stage, before, after, own).map((each) => `${each.source} ${each.outcome}`);

describe('what the answers of our stages say, and of whom', () => {
  it.each<[string, StageName, unknown, readonly string[]]>([
    ['a patch that was read', 'diff', read, ['host:patches success', 'contributor success']],
    [
      'one that nobody can read is its author’s',
      'diff',
      { kind: 'unreadable', reason: 'x' },
      ['host:patches success', 'contributor failure'],
    ],
    ['a bomb', 'diff', { kind: 'too-large', limitBytes: 1 }, ['host:patches success', 'contributor failure']],
    [
      'one too large to review',
      'diff',
      { kind: 'over-budget', diffHash: 'a', coverage },
      ['host:patches success', 'contributor partial'],
    ],
    ['one that is not to be had is its host’s', 'diff', { kind: 'unavailable' }, ['host:patches failure']],
    ['no answer', 'diff', null, ['host:patches failure']],
    ['every signal that read', 'signals', read, ['signal:sast success', 'signal:size success']],
    ['no signal for a patch that nobody can read', 'signals', { kind: 'unreadable', reason: 'x' }, []],
    ['no signal for a bomb', 'signals', { kind: 'too-large', limitBytes: 1 }, []],
    ['no signal for one too large to review', 'signals', { kind: 'over-budget', diffHash: 'a', coverage }, []],
    ['no signal for none', 'signals', { kind: 'unavailable' }, []],
    ['findings as a list', 'signals', [], ['service success']],
    ['a verdict', 'review', said(), ['reviewer:m success']],
    ['a verdict as it is shown', 'review', { shown: { review: said() }, caps: [] }, ['reviewer:m success']],
    ['a flag that points at nothing', 'review', said(1), ['reviewer:m partial']],
    ['hunks left out', 'review', said(0, { unread: [{ file: 0, hunks: [0] }] }), ['reviewer:m partial']],
    ['a reply that is none', 'review', failed('unreadable'), ['reviewer:m failure']],
    ['a refusal', 'review', failed('refused'), ['reviewer:m failure']],
    ['a steered reviewer', 'review', failed('steered'), ['reviewer:m failure']],
    ['a timeout is its host’s', 'review', failed('timeout'), ['host:reviewer failure']],
    ['an overload is its host’s', 'review', failed('overloaded'), ['host:reviewer failure']],
    ['an outage is its host’s', 'review', failed('unavailable'), ['host:reviewer failure']],
    ['nobody was asked for want of money', 'review', failed('budget'), []],
    [
      'a diff too large for it is its author’s',
      'review',
      reviewOf({ kind: 'too-large', tokens: 2, limitTokens: 1 }),
      ['contributor partial'],
    ],
    ['no review yet', 'review', undefined, []],
    ['no review shown yet', 'review', { shown: null, caps: ['review-pending'], guards: [] }, []],
    ['nothing said', 'discussion', undefined, []],
    ['a discussion', 'discussion', { comments: [], rounds: [] }, ['service success']],
    ['not compared', 'neighbours', undefined, []],
    ['like nothing', 'neighbours', [], ['service success']],
    ['trust that is missing', 'trust', null, ['service failure']],
    ['a decision that is missing', 'gate', undefined, ['service failure']],
    ['a decision', 'gate', { pull: 'at://x' }, ['service success']],
    ['an answer with a fault in it', 'gate', { pull: 'at://x', exception: 'y' }, ['service failure']],
  ])('%s', (_, stage, after, expected) => {
    expect(classified(stage, after)).toEqual(expected);
  });

  it('no outcome of a patch is put down to a signal or to the reviewer, but that they read it', () => {
    for (const kind of ['unreadable', 'too-large', 'over-budget', 'unavailable'] as const) {
      const answer = { kind, reason: 'x', limitBytes: 1, diffHash: 'a', coverage };
      const all = [...classified('diff', answer), ...classified('signals', answer)];
      expect(all.filter((each) => /signal|reviewer:/.test(each))).toEqual([]);
    }
  });

  it('a patch in the record itself comes from no host', () => {
    expect(classified('diff', read, null, 'contributor')).toEqual(['contributor success']);
    expect(classified('diff', { kind: 'unavailable' }, null, 'contributor')).toEqual(['contributor failure']);
  });

  it('the reviewer repeats itself when it says the same of another diff, not when it says so again of the same', () => {
    const other = said(0, { diffHash: 'b' });
    expect(classified('review', said(), other)).toEqual(['reviewer:m partial']);
    expect(classified('review', said(), said())).toEqual(['reviewer:m success']);
    expect(classified('review', said(), said(0, { diffHash: 'b', model: 'n' }))).toEqual(['reviewer:m success']);
    expect(classified('review', said(), failed('refused'))).toEqual(['reviewer:m success']);
  });

  it('machines do not repeat themselves: the same to the same is right', () => {
    expect(classified('diff', read, read)).toEqual(classified('diff', read));
    expect(classified('gate', { pull: 'at://x', why: LONG }, { pull: 'at://x', why: LONG })).toEqual([
      'service success',
    ]);
  });

  it.each<[StageName, unknown, StageSource | undefined, string | null]>([
    ['diff', new AppError('no host'), undefined, 'host:patches'],
    ['diff', new InvariantError('broken'), undefined, 'service'],
    ['diff', new AppError('no disk'), 'contributor', 'service'],
    ['review', new AppError('no service'), undefined, 'host:reviewer'],
    ['review', new TypeError('broken'), undefined, 'service'],
    ['signals', new TypeError('broken'), 'signal:sast', 'signal:sast'],
    ['trust', 'a text', undefined, 'service'],
    ['gate', new DOMException('enough', 'AbortError'), undefined, null],
  ])('what %s throws, %s, is put down to whoever failed', (stage, error, own, expected) => {
    const fault = classifyFault(stage, error, own);
    expect(fault?.source ?? null).toBe(expected);
    if (fault !== null) expect(fault.outcome).toBe('failure');
  });

  it('gives a reason in one short line, and none for a success', () => {
    const [refused] = classifyOutcome('review', null, failed('refused'));
    expect(refused?.reason).toBe('refused: why not');
    const [, patch] = classifyOutcome('diff', null, { kind: 'unreadable', reason: 'x'.repeat(5_000) });
    expect(patch?.reason).toHaveLength(200);
    expect(classifyFault('gate', new Error('x\ny'.repeat(500)))?.reason).toHaveLength(200);
    expect(classifyOutcome('review', null, said())[0]?.reason).toBeNull();
  });
});
