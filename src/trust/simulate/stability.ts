import type { Opinion } from '../graph/local-trust.ts';
import { vouch } from './attack.ts';
import { contestants } from './contestants.ts';
import { Draws } from './draws.ts';
import { type Figure, figureOf } from './figure.ts';
import { type PreparedWorld, scoresIn } from './prepared-world.ts';

const SAMPLES = 20;

/** A voucher who has given fewer vouches can give one more without weakening the others. */
const BUDGET = 20;

/** What one more honest vouch does to those who did nothing. */
export interface StabilityRow {
  readonly contestant: string;
  /** Whether the voucher had given fewer than 20 vouches before, or 20 and more. */
  readonly voucher: 'within budget' | 'over budget';
  /** How far an honest person's score falls, in fast-lane thresholds; over people and samples. */
  readonly drop: Figure;
  /** Honest people who lose a lane, per added vouch. */
  readonly lost: Figure;
}

/**
 * Adds one honest vouch, by somebody trusted for somebody not vouched for by them yet, and looks who falls: in each world
 * twenty times by a voucher within the budget and as often by one who is over it, where there is any.
 */
export const stabilityIn = (worlds: readonly PreparedWorld[]): StabilityRow[] =>
  (['within budget', 'over budget'] as const).flatMap((voucher) => {
    const found = contestants.map((contestant) => ({ contestant, drop: [] as number[], lost: [] as number[] }));
    for (const { prepared, scores } of oneMoreVouch(worlds, voucher)) {
      for (const { contestant, drop, lost } of found) {
        const { scoreOf, thresholds } = prepared.before.get(contestant)!;
        const after = scores(contestant.measure);
        let losers = 0;
        for (const person of prepared.world.people) {
          const [was, is] = [scoreOf(person), after(person)];
          drop.push(Math.max(0, was - is) / thresholds.high);
          if ([thresholds.low, thresholds.high].some((least) => was >= least && !(is >= least))) losers += 1;
        }
        lost.push(losers);
      }
    }
    return found.map(({ contestant, drop, lost }) => ({
      contestant: contestant.name,
      voucher,
      drop: figureOf(drop),
      lost: figureOf(lost),
    }));
  });

function* oneMoreVouch(worlds: readonly PreparedWorld[], voucher: StabilityRow['voucher']) {
  for (const prepared of worlds) {
    const { world, seed } = prepared;
    const draws = new Draws(seed + 500_000);
    const given = Map.groupBy(
      world.opinions.filter(({ weight }) => weight > 0),
      ({ from }) => from,
    );
    const vouchesOf = (person: string): readonly Opinion[] => given.get(person) ?? [];
    const vouchers = [...world.seeds, ...world.people].filter(
      (one) => world.distance.has(one) && vouchesOf(one).length < BUDGET === (voucher === 'within budget'),
    );
    for (let sample = 0; sample < SAMPLES && vouchers.length > 0; sample += 1) {
      const from = draws.pick(vouchers);
      const strangers = world.people.filter((one) => one !== from && !vouchesOf(from).some(({ to }) => to === one));
      yield { prepared, scores: scoresIn(world, [...world.opinions, vouch(from, draws.pick(strangers))], []) };
    }
  }
}
