import { parsePatch } from '../../src/diff/index.ts';
import type { BlindChange, BlindFinding, Finding, GateInputs, Policy, Review } from '../../src/domain/index.ts';
import { contentOf, DEFAULT_POLICY, decide } from '../../src/gate/index.ts';
import { blindReading } from '../../src/pipeline/blind-reading.ts';
import { reviewEvidence } from '../../src/pipeline/reviewed.ts';
import { inOrder } from '../../src/review/in-order.ts';
import { type Model, memoryJournal, openReviewer } from '../../src/review/index.ts';
import { allSignals, NO_CONTEXT, runSignals } from '../../src/signals/index.ts';
import type { Labelled } from './labelled.ts';

const NOBODY = { did: null, handle: null, names: [], emails: [] };
const AT_A_TIME = 4;
/** Picks the planted dangers: the same in each repeat, so that only the model differs. */
const SECRET = 'bench/review';
const POLICY: Policy = DEFAULT_POLICY;

/** A labelled diff as a reviewer is sent it, and what the machines find in it. */
interface Reading {
  readonly labelled: Labelled;
  readonly change: BlindChange;
  readonly realPaths: ReadonlyMap<string, string>;
  readonly blindFindings: readonly BlindFinding[];
  readonly findings: readonly Finding[];
}

/** How far the content alone, of whoever is trusted in full, keeps a change from the fast lane. */
export interface Hold {
  /** Over .2, or a flag of medium severity, or a review recommended. */
  readonly isHeld: boolean;
  /** .7 or more, or a flag of high severity: a person must look. */
  readonly isHigh: boolean;
}

/** One labelled diff put to the reviewer once. */
export interface Answer {
  readonly labelled: Labelled;
  readonly review: Review;
  readonly seconds: number;
  /** By the reviewer alone; null where it gave no verdict, which says nothing of the change. */
  readonly reviewer: Hold | null;
  /** By the machine findings alone. */
  readonly machines: Hold;
  /** By both, as a lane is made; null without a verdict. */
  readonly both: Hold | null;
  /** Whether a flag of medium or high severity points at the line noted; null without a verdict or a noted line. */
  readonly named: boolean | null;
}

const holdOf = (content: NonNullable<GateInputs['content']>): Hold => {
  const trusted = { tier: 'public', attested: false, structural: 1, guards: [], caps: [] } as const;
  const { lane } = decide({ ...trusted, content }, POLICY);
  return { isHeld: lane !== 'fast_lane', isHigh: lane === 'needs_human' };
};

/** @throws Error when it is no diff: a mistake in the collection. */
const readingOf = async (labelled: Labelled): Promise<Reading> => {
  const context = { signals: allSignals, context: NO_CONTEXT, budgetBytes: POLICY.reviewBudgetBytes };
  const reading = await blindReading(labelled.bytes, NOBODY, context);
  const parsed = parsePatch(labelled.bytes);
  if (reading.kind !== 'read' || parsed.kind !== 'change') throw new Error(`${labelled.name} cannot be read`);
  const { findings } = await runSignals(parsed.change, allSignals, NO_CONTEXT);
  return { ...reading, blindFindings: reading.findings, labelled, findings };
};

const isNamed = ({ labelled: { place }, change: { files } }: Reading, { outcome }: Review): boolean | null => {
  if (place === null || outcome.kind !== 'verdict') return null;
  const lines = files.flatMap(({ path, hunks }) =>
    hunks.flatMap((hunk) =>
      hunk.lines
        .filter(({ kind, text }) => text === place.text && (place.side === 'old') === (kind === 'deleted'))
        .map(({ oldLine, newLine }) => `${path}:${place.side === 'old' ? oldLine : newLine}`),
    ),
  );
  return outcome.verdict.flags.some(
    ({ severity, side = 'new', file, line }) =>
      severity !== 'low' && side === place.side && lines.includes(`${file}:${line}`),
  );
};

const answerOf = (reading: Reading, review: Review, seconds: number): Answer => {
  const { realPaths, change, findings, labelled } = reading;
  const shown = { review, realPaths, current: true, codeRedactions: change.codeRedactions };
  const evidence = reviewEvidence({ shown, caps: [], guards: [] });
  const holdWith = (found: readonly Finding[]): Hold | null =>
    evidence.verdict === null ? null : holdOf(contentOf(found, POLICY, evidence).content);
  return {
    labelled,
    review,
    seconds,
    reviewer: holdWith([]),
    machines: holdOf(contentOf(findings, POLICY).content),
    both: holdWith(findings),
    named: isNamed(reading, review),
  };
};

interface AskingOptions {
  readonly model: Model;
  readonly repeats: number;
  /** For all repeats together. */
  readonly budgetMicros: number;
  readonly onProgress: (done: number, of: number) => void;
}

/**
 * Puts each diff to the reviewer as often as told, as the product does, four at a time; each repeat with a journal of its
 * own, so that each is really asked. The answers come repeat by repeat, in the diffs' order.
 * @throws Error for a diff that cannot be read.
 */
export const answersTo = async (
  diffs: readonly Labelled[],
  { model, repeats, budgetMicros, onProgress }: AskingOptions,
): Promise<readonly (readonly Answer[])[]> => {
  const readings: Reading[] = [];
  for (const labelled of diffs) readings.push(await readingOf(labelled));
  const rounds: (readonly Answer[])[] = [];
  let [spent, done] = [0, 0];
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    const budget = { runMicros: Math.max(0, budgetMicros - spent), dayMicros: Number.POSITIVE_INFINITY };
    const reviewer = openReviewer({ model, journal: memoryJournal(), budget, secret: SECRET });
    const answers = await inOrder(readings, AT_A_TIME, async (reading) => {
      const start = performance.now();
      const review = await reviewer.review(reading.change, reading.blindFindings);
      onProgress(++done, repeats * readings.length);
      return answerOf(reading, review, (performance.now() - start) / 1000);
    });
    const round = answers.filter((answer) => answer !== null);
    spent += round.reduce((sum, { review }) => sum + review.costMicros, 0);
    rounds.push(round);
  }
  return rounds;
};
