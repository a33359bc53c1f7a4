import type { ReviewOutcome } from '../../src/domain/index.ts';
import {
  type Bin,
  type Brier,
  brierOf,
  type Discrimination,
  discrimination,
  reliability,
  type Share,
  shareOf,
  type Variance,
  varianceOf,
} from './figures.ts';
import type { Answer, Hold } from './readings.ts';

/** What a reviewer is worth on labelled diffs. Where not said otherwise, of the first time each was asked. */
export interface Measured {
  readonly diffs: number;
  readonly defects: number;
  /** How the reviews ended, all repeats together. Whatever is no verdict is in no other figure. */
  readonly outcomes: Readonly<Partial<Record<ReviewOutcome['kind'], number>>>;
  /** On the diffs that the reviewer gave a verdict on, so that all are of the same ones. */
  readonly by: Readonly<
    Record<'reviewer' | 'machines' | 'both', { readonly held: Discrimination; readonly high: Discrimination }>
  >;
  readonly brier: Brier;
  readonly reliability: readonly Bin[];
  /** Flags that pointed at nothing in the diff, of all flags, all repeats together. */
  readonly hallucinated: Share;
  /** Defects whose noted line a flag of medium or high severity points at. */
  readonly named: Share;
  readonly variance: Variance;
  /** All repeats together. */
  readonly cost: {
    readonly dollars: number;
    readonly dollarsEach: number;
    readonly tokensEach: number;
    readonly secondsEach: number;
  };
  /** Names of diffs that the reviewer judged wrongly by whether it held them. */
  readonly wrong: readonly string[];
}

const riskIn = ({ outcome }: Answer['review']): number | null =>
  outcome.kind === 'verdict' ? outcome.verdict.contentRisk : null;

const by = (answers: readonly Answer[], holdOf: (answer: Answer) => Hold | null) => {
  const calls = (isHeld: (hold: Hold) => boolean) =>
    answers.flatMap((answer) => {
      const hold = holdOf(answer);
      return hold === null ? [] : [{ isDefect: answer.labelled.isDefect, isHeld: isHeld(hold) }];
    });
  return { held: discrimination(calls(({ isHeld }) => isHeld)), high: discrimination(calls(({ isHigh }) => isHigh)) };
};

const hallucinatedIn = (answers: readonly Answer[]): Share => {
  const verdicts = answers.flatMap(({ review: { outcome } }) => (outcome.kind === 'verdict' ? [outcome] : []));
  const dropped = verdicts.reduce((sum, { droppedFlags }) => sum + droppedFlags, 0);
  return shareOf(
    dropped,
    verdicts.reduce((sum, { verdict }) => sum + verdict.flags.length, dropped),
  );
};

const costOf = (answers: readonly Answer[]): Measured['cost'] => {
  const asked = answers.filter(({ review }) => review.sentHash !== null);
  const each = (of: (answer: Answer) => number): number =>
    asked.reduce((sum, answer) => sum + of(answer), 0) / asked.length;
  const dollarsEach = each(({ review }) => review.costMicros / 1e6);
  return {
    dollars: dollarsEach * asked.length || 0,
    dollarsEach,
    tokensEach: each(({ review: { usage } }) => usage.input + usage.output + usage.cacheWrite + usage.cacheRead),
    secondsEach: each(({ seconds }) => seconds),
  };
};

/** The figures of answers that came repeat by repeat, each repeat with the diffs in the same order. */
export const measured = (rounds: readonly (readonly Answer[])[]): Measured => {
  const [first = []] = rounds;
  const all = rounds.flat();
  const judged = first.filter(({ reviewer }) => reviewer !== null);
  const said = judged.flatMap(({ labelled: { isDefect }, review }) => {
    const risk = riskIn(review);
    return risk === null ? [] : [{ isDefect, risk }];
  });
  const repeats = [...Map.groupBy(all, ({ labelled }) => labelled.name).values()].map((answers) =>
    answers.flatMap(({ review, reviewer }) => {
      const risk = riskIn(review);
      return risk === null || reviewer === null ? [] : [{ risk, isHeld: reviewer.isHeld }];
    }),
  );
  const named = judged.filter((answer) => answer.named !== null);
  const kinds = Map.groupBy(all, ({ review }) => review.outcome.kind);
  return {
    diffs: first.length,
    defects: first.filter(({ labelled }) => labelled.isDefect).length,
    outcomes: Object.fromEntries([...kinds].map(([kind, { length }]) => [kind, length])),
    by: {
      reviewer: by(judged, ({ reviewer }) => reviewer),
      machines: by(judged, ({ machines }) => machines),
      both: by(judged, ({ both }) => both),
    },
    brier: brierOf(said),
    reliability: reliability(said),
    hallucinated: hallucinatedIn(all),
    named: shareOf(named.filter((answer) => answer.named).length, named.length),
    variance: varianceOf(repeats),
    cost: costOf(all),
    wrong: judged.flatMap(({ labelled, reviewer }) =>
      reviewer?.isHeld === labelled.isDefect ? [] : [`${labelled.isDefect ? 'passed' : 'held'} ${labelled.name}`],
    ),
  };
};
