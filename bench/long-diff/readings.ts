import { type BlindChange, type Flag, InvariantError, type Review } from '../../src/domain/index.ts';
import { blindDiff } from '../../src/pipeline/blind-reading.ts';
import { isUnusable, toolInput } from '../../src/review/claude/reply.ts';
import { request } from '../../src/review/claude/request.ts';
import { findingsText } from '../../src/review/findings.ts';
import { anthropicModel, costMicros, type Model, memoryJournal, openReviewer } from '../../src/review/index.ts';
import { PROMPTS } from '../../src/review/prompts.ts';
import { fenced } from '../../src/review/text/fence.ts';
import { type Layout, layoutOf } from '../../src/review/text/layout.ts';
import { numbered } from '../../src/review/text/numbered.ts';
import { SUBMIT_REVIEW } from '../../src/review/tools.ts';
import { heldVerdict, saidVerdict } from '../../src/review/verdict.ts';
import { type FaultScript, openStandIn, type StandIn } from '../../stand-in/index.ts';
import { tokensIn } from '../../stand-in/wire/tokens.ts';
import type { Danger } from '../../test/hostile/dangers.ts';
import { longDiff } from './long-diff.ts';

/** Where the danger is planted, as shares of the text. */
export const POSITIONS: readonly number[] = [0, 0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95, 1];

/** Tokens that the baseline reads at either end. */
const WINDOW_TOKENS = 4_096;

const MODEL = 'stand-in-careful-1';
const NOBODY = { did: null, handle: null, names: [], emails: [] };

/** A long diff as a reviewer is sent it, and where in it the danger stands. */
export interface Planted {
  readonly change: BlindChange;
  /** Null where none was planted. */
  readonly place: { readonly file: string; readonly line: number } | null;
}

const placeIn = ({ files }: BlindChange, { line, file: { path } }: Danger): Planted['place'] => {
  const lines = files.filter((file) => file.path === path).flatMap(({ hunks }) => hunks.flatMap((hunk) => hunk.lines));
  const planted = lines.filter(({ kind, text }) => kind === 'added' && text === line);
  const [only] = planted;
  if (planted.length !== 1 || only?.newLine == null) throw new InvariantError(`${path}: the danger is not there once`);
  return { file: path, line: only.newLine };
};

/** The long diff with a danger of the new side planted at a share of its text, or without any, blinded. */
export const planted = async (danger: Danger | null, plantAt: number): Promise<Planted> => {
  const change = await blindDiff(Buffer.from(longDiff({ plantAt, danger })), NOBODY);
  return { change, place: danger === null ? null : placeIn(change, danger) };
};

/** How a long diff was read, and what came of it. */
export interface LongReading {
  /** Whether a held flag of medium or high severity points at the line of the danger. */
  readonly isFound: boolean;
  /** Held flags of medium or high severity in other files than the danger's. */
  readonly elsewhere: number;
  /** Null where there was no verdict. */
  readonly risk: number | null;
  readonly parts: number;
  /** Messages that were asked, counts of tokens apart. */
  readonly requests: number;
  readonly tokens: number;
  /** In millionths of a US dollar, at the prices of the default model. */
  readonly costMicros: number;
  readonly seconds: number;
}

const isGrave = ({ severity }: Flag): boolean => severity !== 'low';

const foundBy = (flags: readonly Flag[], { place }: Planted): Pick<LongReading, 'isFound' | 'elsewhere'> => {
  const grave = flags.filter(isGrave);
  const there = grave.filter(
    ({ file, line, side = 'new' }) => side === 'new' && file === place?.file && line === place.line,
  );
  const elsewhere = grave.filter(({ file }) => file !== place?.file).length;
  return { isFound: there.length > 0, elsewhere };
};

/** A stand-in with its careful model: each reading has its own, so that none finds a prompt cached by another. */
const openCareful = async (faults?: FaultScript): Promise<{ standIn: StandIn; model: Model }> => {
  const standIn = await openStandIn(faults === undefined ? {} : { faults });
  return { standIn, model: anthropicModel({ id: MODEL, apiKey: standIn.apiKey, baseUrl: standIn.url, maxRetries: 0 }) };
};

const asked = ({ requests }: StandIn): number => requests.filter(({ path }) => path === '/v1/messages').length;

/**
 * Reads it as the product does a long diff: part by part, then by way of their index. Machine findings are not told, so
 * that the reviewer alone is measured.
 */
export const navigated = async (
  long: Planted,
  faults?: FaultScript,
): Promise<LongReading & { readonly review: Review; readonly sent: readonly string[] }> => {
  const { standIn, model } = await openCareful(faults);
  await using _ = standIn;
  const budget = { runMicros: Number.POSITIVE_INFINITY, dayMicros: Number.POSITIVE_INFINITY };
  const reviewer = openReviewer({ model, journal: memoryJournal(), budget, secret: 'bench/long-diff' });
  const start = performance.now();
  const review = await reviewer.review(long.change, []);
  const { outcome, usage, parts } = review;
  return {
    ...foundBy(outcome.kind === 'verdict' ? outcome.verdict.flags : [], long),
    risk: outcome.kind === 'verdict' ? outcome.verdict.contentRisk : null,
    parts: parts.length,
    requests: asked(standIn),
    tokens: usage.input + usage.output + usage.cacheWrite + usage.cacheRead,
    costMicros: review.costMicros,
    seconds: (performance.now() - start) / 1000,
    review,
    sent: standIn.requests.map(({ body }) => new TextDecoder().decode(body)),
  };
};

/** The byte at which as many whole rows from the start, or with `fromEnd` from the end, are as fill the window. */
const windowEnd = (layout: Layout, fromEnd: boolean): number => {
  const rows = fromEnd ? layout.rows.toReversed() : layout.rows;
  let tokens = 0;
  let edge = fromEnd ? layout.offsets.bytes : 0;
  for (const { start, end } of rows) {
    tokens += tokensIn(numbered(layout, start, end).split('\n').at(-2) ?? '') + 1;
    if (tokens > WINDOW_TOKENS) break;
    edge = fromEnd ? start : end;
  }
  return edge;
};

/** The first and the last 4,096 tokens of the numbered diff, each cut at a line. */
export const endsOf = ({ change }: Planted): readonly string[] => {
  const layout = layoutOf(change);
  return [numbered(layout, 0, windowEnd(layout, false)), numbered(layout, windowEnd(layout, true))];
};

/**
 * The baseline: the same model is asked once, with the first and the last 4,096 tokens of the numbered diff and nothing
 * between; the second end says which file and hunk it goes on with.
 */
export const headAndTail = async (long: Planted): Promise<LongReading> => {
  const { standIn, model } = await openCareful();
  await using _ = standIn;
  const layout = layoutOf(long.change);
  const start = performance.now();
  const reply = await model.ask(
    request({
      dialect: model.dialect,
      model: model.id,
      system: PROMPTS.review,
      tools: [SUBMIT_REVIEW],
      choose: SUBMIT_REVIEW.name,
      messages: [
        {
          role: 'user',
          content: [findingsText([]), ...endsOf(long).map((end) => fenced(end).text)].map((text) => ({
            type: 'text',
            text,
          })),
        },
      ],
      maxTokens: 16_000,
    }),
  );
  const said = toolInput(reply, SUBMIT_REVIEW.name, saidVerdict);
  const verdict = isUnusable(said) ? null : heldVerdict(layout, said).verdict;
  const { input, output, cacheWrite, cacheRead } = reply.usage;
  return {
    ...foundBy(verdict?.flags ?? [], long),
    risk: verdict?.contentRisk ?? null,
    parts: 2,
    requests: asked(standIn),
    tokens: input + output + cacheWrite + cacheRead,
    costMicros: costMicros(model.price, reply.usage),
    seconds: (performance.now() - start) / 1000,
  };
};

/** Tokens of the diff itself, before its lines are numbered, as the stand-in's `count_tokens` has it. */
export const tokensOf = async ({ change }: Planted): Promise<number> => {
  const { standIn, model } = await openCareful();
  await using _ = standIn;
  return await model.countTokens({
    model: model.id,
    max_tokens: 1,
    messages: [{ role: 'user', content: change.text }],
  });
};
