import type { Did, Lane } from '../domain/index.ts';
import { isSlower, type Keystone, laneAt, named, placed, ratingBy, type TrustCase } from './explain-trust.ts';
import { AND, LANE_WORDS, trustDigits, trustThresholds } from './words.ts';

/** The vouches that hold a person where they are. */
export interface Carried {
  /** One sentence: what carries the person; null where nothing does. */
  readonly carriedBy: string | null;
  /**
   * The sets without which the lane would be slower, the nearest threshold first; one that leads to no slower lane than
   * another is left out. Where none moves the lane, the first that misses a threshold.
   */
  readonly keystones: readonly SaidKeystone[];
}

interface SaidKeystone extends Keystone {
  readonly lane: Lane;
  readonly says: string;
}

/** Which vouches hold a person in their lane, by what the gate would say without them. Pure. */
export const carried = (given: TrustCase): Carried => {
  const sorted = given.keystones.toSorted((a, b) => b.threshold - a.threshold);
  const steps: Keystone[] = [];
  let held = laneNow(given);
  for (const keystone of sorted) {
    const lane = laneAt(keystone.without, given);
    if (!isSlower(lane, held)) continue;
    steps.push(keystone);
    held = lane;
  }
  const shown = steps.length > 0 ? steps : sorted.slice(0, 1);
  return {
    carriedBy: oneSentence(given, steps[0]),
    keystones: shown.map((keystone, step) => {
      const before = shown[step - 1];
      const from = before === undefined ? laneNow(given) : laneAt(before.without, given);
      const least = step > 0 ? ' at least' : '';
      return {
        ...keystone,
        lane: laneAt(keystone.without, given),
        says: keystoneSentence(keystone, `them in the ${LANE_WORDS[from]}${least}`, given),
      };
    }),
  };
};

const laneNow = (given: TrustCase): Lane => laneAt(given.inputs.structural, given);

const MOST_NAMED = 3;

const names = (dids: readonly Did[], given: TrustCase): string => {
  const shown = dids.slice(0, dids.length > MOST_NAMED + 1 ? MOST_NAMED : dids.length).map((did) => named(did, given));
  const rest = dids.length - shown.length;
  return AND.format(rest > 0 ? [...shown, `${rest} more`] : shown);
};

/** `kept`: whom these vouches keep where, as in "them in the fast lane". */
const keystoneSentence = (keystone: Keystone, kept: string, given: TrustCase): string => {
  const { vouchers, without, smallest } = keystone;
  const [only] = vouchers;
  const one = vouchers.length === 1 && only !== undefined;
  const many = manyOf(vouchers, given);
  const whose = names(vouchers, given);
  const fewer = fewerMayDo(smallest);
  if (!isSlower(laneAt(without, given), laneNow(given))) {
    const act = one ? `Without ${ratingBy(only, given)}` : `Without ${many} (${whose})`;
    const stays = `the lane stays: ${LANE_WORDS[laneNow(given)]}`;
    return `${act} they would stand at ${trustDigits(without, given.policy)}; ${stays}.${fewer}`;
  }
  const keep = one ? `${ratingBy(only, given)} alone keeps ${kept}` : `These ${many} keep ${kept} (${whose})`;
  const gone = one ? 'it' : vouchers.length === 2 ? 'both' : 'them all';
  return `${keep}: without ${gone} they would stand at ${placed(without, given)}.${fewer}`;
};

/** The shortest thing that is true: one vouch, one vouch further up, several, many; `step` is the first set that moves the lane. */
const oneSentence = (given: TrustCase, step: Keystone | undefined): string | null => {
  const who = named(given.person, given);
  const now = laneNow(given);
  if (given.seed) return `Trust starts with ${who}: no vouch carries them.`;
  if (given.standing === 0) return null;
  const [only, another] = step?.vouchers ?? [];
  if (step !== undefined && only !== undefined && another === undefined) {
    return `${ratingBy(only, given)} carries ${who}: without it they would stand at ${placed(step.without, given)}.`;
  }
  const link = given.links.find(({ without }) => isSlower(laneAt(without, given), now));
  if (link !== undefined) {
    const vouch = `${ratingBy(link.from, given, link.to)} for ${named(link.to, given)}`;
    return `Trust in ${who} rests on ${vouch}: without it they would stand at ${placed(link.without, given)}.`;
  }
  return step === undefined ? manyOrMost(given, who) : severalSentence(step, given, who);
};

/** None of a set of keystones can be spared, so any one of them left does what they all do. */
const severalSentence = ({ vouchers, without, smallest }: Keystone, given: TrustCase, who: string): string => {
  const all = vouchers.length === 2 ? 'both' : 'them all';
  const enough = `any one of them is enough for the ${LANE_WORDS[laneNow(given)]}`;
  return `${manyOf(vouchers, given)} carry ${who} (${names(vouchers, given)}): ${enough}, without ${all} they would stand at ${placed(without, given)}.${fewerMayDo(smallest)}`;
};

const manyOf = (vouchers: readonly Did[], given: TrustCase): string =>
  `${vouchers.length} vouches${vouchers.some((did) => given.isMerge(did, given.person)) ? ' and merges' : ''}`;

const fewerMayDo = (smallest: boolean): string => (smallest ? '' : ' A smaller set may do as much.');

/** Keystones are not listed beyond this; then the lane survives the loss of as many of the strongest. */
const MOST_KEYSTONES = 20;

const manyOrMost = (given: TrustCase, who: string): string | null => {
  const { policy, inputs, vouches, keystones } = given;
  const [most] = vouches.toSorted((a, b) => a.without - b.without);
  if (most === undefined) return null;
  const survives = trustThresholds(policy)
    .toReversed()
    .find(
      (threshold) =>
        threshold > 0 && inputs.structural >= threshold && keystones.every((each) => each.threshold !== threshold),
    );
  if (survives !== undefined) {
    return `Many carry ${who}: without the strongest ${MOST_KEYSTONES} vouches they would still stand at ${trustDigits(survives, policy)} or more.`;
  }
  if (most.without === inputs.structural) {
    return `No single vouch carries ${who}: without any one of them they would stand where they do.`;
  }
  const [left, now] = [trustDigits(most.without, policy), trustDigits(inputs.structural, policy)];
  return `${ratingBy(most.did, given)} does most for ${who}: without it they would stand at ${left}, now at ${now}; the lane stays: ${LANE_WORDS[laneNow(given)]}.`;
};
