import { onTestFinished } from 'vitest';
import { openStandIn, type StandIn, type StandInOptions } from '../../stand-in/index.ts';
import { blind, type Identity, parsePatch } from '../diff/index.ts';
import type { BlindChange, BlindFinding, Finding } from '../domain/index.ts';
import { allSignals, NO_CONTEXT, runBlind } from '../signals/index.ts';
import { anthropicModel } from './claude/anthropic-model.ts';
import { type Journal, memoryJournal } from './claude/journal.ts';
import { type Limits, openReviewer, type Reviewer } from './reviewer.ts';

export const NOBODY: Identity = { did: 'did:plc:aaaaaaaaaaaaaaaaaaaaaaaa', handle: null, names: [], emails: [] };

/** The blind change of a patch. */
export const blinded = (patch: string, identity: Identity = NOBODY): BlindChange => {
  const parsed = parsePatch(patch);
  if (parsed.kind !== 'change') throw new Error(`the test's patch cannot be read: ${parsed.reason}`);
  return blind(parsed.change, identity).blind;
};

/** A diff of one file whose hunk starts at line 1. Lines come with their marks. */
export const fileDiff = (path: string, lines: readonly string[], start = 1): string => {
  const before = lines.filter((line) => !line.startsWith('+')).length;
  const after = lines.filter((line) => !line.startsWith('-')).length;
  const header = [`diff --git a/${path} b/${path}`, 'index 1111111..2222222 100644', `--- a/${path}`, `+++ b/${path}`];
  return [...header, `@@ -${start},${before} +${start},${after} @@`, ...lines, ''].join('\n');
};

/** A diff of `files` files with ordinary lines, some 2,000 tokens each; `extra` is put behind the file of this number. */
export const longPatch = ({ files, extra }: { readonly files: number; readonly extra?: readonly [number, string] }) =>
  Array.from({ length: files }, (_, file) => {
    const lines = Array.from({ length: 60 }, (_, line) => [
      `   const total${line} = orders.filter((order) => order.month === ${line % 12}).length;`,
      `+  report.add('${file}-${line}', { total: total${line}, label: names[${line}] ?? 'none' });`,
    ]);
    const own = fileDiff(`src/reports/report-${file}.ts`, lines.flat());
    return extra?.[0] === file ? own + extra[1] : own;
  }).join('');

export const findingsIn = (change: BlindChange): Promise<readonly BlindFinding[]> =>
  runBlind(change, allSignals, NO_CONTEXT);

/** A finding as machines make one, for tests of what is made of it. */
export const finding = (given: Partial<Finding>): BlindFinding =>
  ({
    source: 'sast',
    rule: 'rule',
    severity: 'medium',
    file: 'a.ts',
    line: 1,
    side: 'new',
    quote: 'x',
    message: 'm',
    ...given,
  }) as BlindFinding;

interface Bench {
  readonly standIn: StandIn;
  readonly journal: Journal;
  readonly reviewer: Reviewer;
  /** Another reviewer with the same journal and server, as after a restart. */
  readonly again: (options?: { readonly runMicros?: number; readonly secret?: string }) => Reviewer;
  /** Bodies of the message requests so far, in order. */
  readonly sent: () => readonly SentBody[];
}

/** What of a block the tests look at. */
interface SentBlock {
  readonly type: string;
  readonly text?: string;
  readonly content?: string;
  readonly is_error?: boolean;
}

/** What of a request's body the tests look at. */
export interface SentBody {
  readonly model: string;
  readonly system: readonly { readonly text: string }[];
  readonly tools: readonly { readonly name: string }[];
  readonly tool_choice: { readonly type: string; readonly name?: string };
  readonly messages: readonly { readonly role: string; readonly content: readonly SentBlock[] }[];
}

export interface BenchOptions extends StandInOptions {
  readonly id?: string;
  readonly runMicros?: number;
  readonly secret?: string;
  readonly attemptTimeoutMs?: number;
  readonly limits?: Partial<Limits>;
}

/** A reviewer over a stand-in server, both gone when the test ends. Nothing is retried. */
export const bench = async ({ id = 'stand-in-careful-1', ...given }: BenchOptions = {}): Promise<Bench> => {
  const {
    runMicros = Infinity,
    secret = 'a secret of the tests',
    attemptTimeoutMs = 30_000,
    limits = {},
    ...options
  } = given;
  const standIn = await openStandIn(options);
  onTestFinished(() => standIn[Symbol.asyncDispose]());
  const service = { apiKey: standIn.apiKey, baseUrl: standIn.url, maxRetries: 0, attemptTimeoutMs };
  const model = anthropicModel({ id, ...service });
  const journal = memoryJournal();
  const again: Bench['again'] = (other = {}) =>
    openReviewer({
      model,
      journal,
      limits,
      secret: other.secret ?? secret,
      budget: { runMicros: other.runMicros ?? runMicros, dayMicros: Infinity },
    });
  const sent = (): readonly SentBody[] =>
    standIn.requests
      .filter(({ path, method }) => method === 'POST' && path === '/v1/messages')
      .map(({ body }) => JSON.parse(Buffer.from(body).toString('utf8')));
  return { standIn, journal, reviewer: again(), again, sent };
};
