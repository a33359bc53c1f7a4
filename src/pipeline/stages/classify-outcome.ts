import { AppError, messageOf, type Review, type ReviewOutcome } from '../../domain/index.ts';
import type { Analysis } from '../analyse.ts';
import type { PullReview } from '../kept-reviews.ts';
import { classifyResult, isRecord } from './classify-result.ts';
import type { Classified, StageName, StageSource } from './outcome.ts';

/** Whose answer a stage gives, where the caller does not say. */
const OWN_SOURCE: Readonly<Record<StageName, StageSource>> = {
  diff: 'host:patches',
  signals: 'service',
  review: 'service',
  discussion: 'service',
  neighbours: 'service',
  trust: 'service',
  gate: 'service',
};

/** Stages that need not answer: nobody was asked, or there was nothing to say. */
const MAY_BE_SILENT: ReadonlySet<StageName> = new Set(['review', 'discussion', 'neighbours']);
/** Stages whose answer is a list, which an empty one is as well. */
const LISTS: ReadonlySet<StageName> = new Set(['signals', 'neighbours']);

/**
 * What the answer of a stage says, of everybody it says something of; nothing when nobody was asked. `before` is what the
 * same source answered last about something else: only the reviewer can repeat itself, for machines rightly answer the
 * same to the same. `own` is whose answer it is, where the stage has several: for `diff` the host that the patch was to
 * come from, or the `contributor` for a patch that is part of the record.
 *
 * The rule for any stage comes first (`classifyResult`). Then, of what our stages answer:
 *
 * | answer | source | outcome |
 * |---|---|---|
 * | analysis `read` | own; contributor; each signal that read | success |
 * | `over-budget` | contributor | partial: it can be read, and nobody will |
 * | `unreadable`, `too-large` | contributor | failure; no signal was asked |
 * | `unavailable` | own | failure; nobody else was asked |
 * | review `verdict` | reviewer | success; partial when hunks were left out, a flag points at nothing or it repeats itself |
 * | `unreadable`, `refused`, `steered` | reviewer | failure |
 * | `timeout`, `overloaded`, `unavailable` | host:reviewer | failure |
 * | `too-large` | contributor | partial |
 * | `budget` | | none: nobody was asked |
 */
export const classifyOutcome = (
  stage: StageName,
  before: unknown,
  after: unknown,
  own: StageSource = OWN_SOURCE[stage],
): readonly Classified[] => {
  if ((after === null || after === undefined) && MAY_BE_SILENT.has(stage)) return [];
  const answer = LISTS.has(stage) && Array.isArray(after) ? { [stage]: after } : after;
  const said = classifyResult(null, answer);
  if (said.outcome !== 'success') return [{ source: own, ...said }];
  if ((stage === 'diff' || stage === 'signals') && isAnalysis(answer)) {
    return stage === 'diff' ? ofDiff(answer, own) : ofSignals(answer);
  }
  if (stage === 'review') return ofReview(reviewIn(before), reviewIn(answer));
  return [{ source: own, ...said }];
};

/** What is to be kept of a stage that threw; null when it was merely asked to stop. */
export const classifyFault = (stage: StageName, error: unknown, own = OWN_SOURCE[stage]): Classified | null => {
  if (error instanceof Error && error.name === 'AbortError') return null;
  return { source: faultSource(stage, error, own), outcome: 'failure', reason: oneLine(messageOf(error)) };
};

/** An `AppError` says that the other side failed; whatever else is thrown, we did. A signal that was named did. */
const faultSource = (stage: StageName, error: unknown, own: StageSource): StageSource => {
  if (own.startsWith('signal:')) return own;
  if (!(error instanceof AppError)) return 'service';
  if (stage === 'review') return 'host:reviewer';
  return stage === 'diff' && own.startsWith('host:') ? own : 'service';
};

const KINDS: Readonly<Record<Analysis['kind'], Omit<Classified, 'source'> | null>> = {
  read: { outcome: 'success', reason: null },
  'over-budget': { outcome: 'partial', reason: 'the diff is too large to review' },
  unreadable: { outcome: 'failure', reason: 'the patch cannot be read' },
  'too-large': { outcome: 'failure', reason: 'the patch is too large to unpack' },
  unavailable: null,
};

const isAnalysis = (value: unknown): value is Analysis =>
  isRecord(value) && typeof value.kind === 'string' && Object.hasOwn(KINDS, value.kind);

const ofDiff = (analysis: Analysis, own: StageSource): readonly Classified[] => {
  const patch = KINDS[analysis.kind];
  if (patch === null) return [{ source: own, outcome: 'failure', reason: 'the patch is not to be had' }];
  const reason = analysis.kind === 'unreadable' ? oneLine(`${patch.reason}: ${analysis.reason}`) : patch.reason;
  const delivered: Classified = { source: own, outcome: 'success', reason: null };
  return [...(own === 'contributor' ? [] : [delivered]), { source: 'contributor', ...patch, reason }];
};

const ofSignals = (analysis: Analysis): readonly Classified[] =>
  analysis.kind === 'read'
    ? analysis.coverage.sources.map(({ source }) => ({ source: `signal:${source}`, outcome: 'success', reason: null }))
    : [];

/** A review as it was made, or the one that a pull request is shown. */
const reviewIn = (answer: unknown): Review | null => {
  if (!isRecord(answer)) return null;
  if ('shown' in answer) return (answer as unknown as PullReview).shown?.review ?? null;
  return isRecord(answer.outcome) ? (answer as unknown as Review) : null;
};

const ofReview = (before: Review | null, review: Review | null): readonly Classified[] => {
  if (review === null) return [];
  const { outcome } = review;
  const blame = BLAME[outcome.kind];
  if (blame === null) return [];
  const source = blame === 'reviewer' ? (`reviewer:${review.model}` as const) : blame;
  if (outcome.kind === 'verdict') return [{ source, ...ofVerdict(before, review, outcome) }];
  if (outcome.kind === 'too-large') return [{ source, ...KINDS['over-budget'] } as Classified];
  return [{ source, outcome: 'failure', reason: oneLine(`${outcome.kind}: ${outcome.reason}`) }];
};

const BLAME: Readonly<Record<ReviewOutcome['kind'], StageSource | 'reviewer' | null>> = {
  verdict: 'reviewer',
  unreadable: 'reviewer',
  refused: 'reviewer',
  steered: 'reviewer',
  timeout: 'host:reviewer',
  overloaded: 'host:reviewer',
  unavailable: 'host:reviewer',
  'too-large': 'contributor',
  budget: null,
};

const ofVerdict = (
  before: Review | null,
  { diffHash, model, unread }: Review,
  { verdict, droppedFlags }: Extract<ReviewOutcome, { kind: 'verdict' }>,
): Omit<Classified, 'source'> => {
  if (droppedFlags > 0) return { outcome: 'partial', reason: `flags that point at nothing: ${droppedFlags}` };
  if (unread.length > 0) return { outcome: 'partial', reason: `files it did not read to the end: ${unread.length}` };
  const isOther = before !== null && before.model === model && before.diffHash !== diffHash;
  return classifyResult(isOther && before.outcome.kind === 'verdict' ? before.outcome.verdict : null, verdict);
};

const MOST_CHARS = 200;

const oneLine = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > MOST_CHARS ? `${line.slice(0, MOST_CHARS - 1)}…` : line;
};
