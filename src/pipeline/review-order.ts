import type { ReviewablePull } from './due-reviews.ts';
import { NEEDS, type ReviewNeed, reviewNeed } from './review-need.ts';

/**
 * The order in which pull requests are reviewed: those first whose lane a verdict could change most; among equals the
 * authors take turns, each with their oldest, so that nobody's many keep another's waiting. What was not decided yet comes last.
 */
export const inTurn = (pulls: readonly ReviewablePull[]): readonly ReviewablePull[] => {
  const byNeed = Map.groupBy(pulls, ({ decision }) => (decision === null ? null : reviewNeed(decision)));
  return [...NEEDS, null].flatMap((need) => byAuthorsInTurn(byNeed.get(need) ?? []));
};

const byAuthorsInTurn = (pulls: readonly ReviewablePull[]): readonly ReviewablePull[] => {
  const oldest = [...pulls].sort(
    (a, b) => a.createdAtUs - b.createdAtUs || Number(a.uri > b.uri) - Number(a.uri < b.uri),
  );
  const round = new Map<string, number>();
  const turns = oldest.map((pull, index) => {
    const turn = round.get(pull.author) ?? 0;
    round.set(pull.author, turn + 1);
    return { pull, turn, index };
  });
  return turns.sort((a, b) => a.turn - b.turn || a.index - b.index).map(({ pull }) => pull);
};

/** What a verdict could do for it. One that was not decided yet has no claim. */
export const needOf = ({ decision }: ReviewablePull): ReviewNeed => (decision === null ? 'none' : reviewNeed(decision));
