import { LANES, type Lane, type Step } from '../domain/index.ts';
import { unreadOf } from './cap-moves.ts';
import { decide } from './decide.ts';
import type { Case } from './explain.ts';
import type { Imagined, Move } from './imagined.ts';
import { movesOf, WHO_ORDER } from './moves.ts';
import { resolvingWords } from './place-moves.ts';
import { capital, LANE_WORDS } from './words.ts';

/** Moves that lead to a faster lane together, of which none can be left out. */
export interface Way {
  readonly lane: Lane;
  readonly moves: readonly Move[];
}

/** The pull request as it is. */
export const imagined = ({ inputs, evidence }: Case): Imagined => ({
  inputs,
  findings: evidence.findings,
  verdict: evidence.verdict,
  unread: unreadOf(evidence),
});

/**
 * Every move that is enough alone and, for each faster lane that none reaches alone, a smallest set that does: what is
 * dearest is left out first. The gate itself says where each leads. Fewer steps come first, and of as many the cheaper.
 */
export const waysOf = (given: Case): readonly Way[] => {
  const moves = movesOf(given);
  const start = imagined(given);
  const laneOf = (chosen: readonly Move[]): Lane =>
    decide(chosen.reduce((now, move) => move.apply(now), start).inputs, given.policy).lane;
  const faster = LANES.slice(0, LANES.indexOf(given.outcome.lane));
  const ways: Way[] = moves
    .map((move) => ({ lane: laneOf([move]), moves: [move] }))
    .filter(({ lane }) => faster.includes(lane));
  for (const target of faster.toReversed()) {
    const reaches = (lane: Lane): boolean => LANES.indexOf(lane) <= LANES.indexOf(target);
    if (ways.some(({ lane }) => reaches(lane)) || !reaches(laneOf(moves))) continue;
    const needed = moves.reduceRight((kept, move) => {
      const without = kept.filter((each) => each !== move);
      return reaches(laneOf(without)) ? without : kept;
    }, moves);
    ways.push({ lane: laneOf(needed), moves: needed });
  }
  return ways.toSorted((a, b) => actsOf(a).length - actsOf(b).length || dearest(a) - dearest(b));
};

const dearest = ({ moves }: Way): number => Math.max(...moves.map(({ who }) => WHO_ORDER.indexOf(who)));

type Act = Pick<Step, 'who' | 'does'>;

/** What a person does at one go is one act: all that is to be resolved in the change. */
const actsOf = ({ moves }: Way): readonly Act[] => {
  const resolves = moves.flatMap((move) => move.resolves ?? []);
  const others = moves.filter((move) => move.resolves === undefined).map(({ who, does }) => ({ who, does }));
  return resolves.length === 0 ? others : [{ who: 'author', does: resolvingWords(resolves) }, ...others];
};

/** What would change the lane: step by step, and in words. Both are empty where nothing that anybody can do is known. */
export const changesOf = (given: Case): { readonly steps: readonly Step[]; readonly changes: readonly string[] } => {
  const ways = waysOf(given);
  return {
    steps: ways.flatMap((way) => {
      const acts = actsOf(way);
      return acts.map((act) => ({ ...act, lane: way.lane, ...(acts.length > 1 ? { needs: 'all' as const } : {}) }));
    }),
    changes: ways.map((way) => {
      const acts = actsOf(way).map(({ does }) => does);
      return `${capital(acts.join('; and '))} ⇒ ${LANE_WORDS[way.lane]}.`;
    }),
  };
};
