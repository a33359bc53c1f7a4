import type { Did, GateInputs, Lane, Policy } from '../domain/index.ts';
import { LANES } from '../domain/index.ts';
import { decide } from './decide.ts';
import { LANE_WORDS, trustDigits } from './words.ts';

/** What is said of one person and what it changes, as the words about it need it. Trust is structural, in [0,1]. */
export interface TrustCase {
  readonly person: Did;
  /** What the gate is given with a change of theirs; `structural` is their trust as it is. */
  readonly inputs: GateInputs;
  readonly policy: Policy;
  /** A person's handle, or a short form of the DID. */
  readonly nameOf: (did: Did) => string;
  /** Whether what one person says for another is no vouch, but that they merged a change of theirs. */
  readonly isMerge: (from: Did, to: Did) => boolean;
  /** Trust starts with them: then nothing that is said of them changes it. */
  readonly seed: boolean;
  readonly standing: number;
  /** P and N, each ≥ 0. */
  readonly votesFor: number;
  readonly votesAgainst: number;
  /** What of N counts, ≤ N: the branch that says most is left out, seeds are not. */
  readonly heardAgainst: number;
  readonly vouches: readonly Effect[];
  readonly denounces: readonly DenounceEffect[];
  /** How many maintainers of the repository seen from denounce them, listed or not. */
  readonly barredBy: number;
  /** The vouches of the strongest path. */
  readonly links: readonly Link[];
  /** For a threshold, the fewest vouches found without which it is missed. */
  readonly keystones: readonly Keystone[];
}

/** One rating, and trust had it not been given. */
interface Effect {
  readonly did: Did;
  readonly without: number;
}

interface Link {
  readonly from: Did;
  readonly to: Did;
  readonly without: number;
}

interface DenounceEffect extends Effect {
  /** Whether it counts at all; why not: no trust reaches its maker, or only through the person denounced. */
  readonly heard: 'yes' | 'unreached' | 'brought-in';
  /** Whether its maker maintains the repository seen from, which a denounce bars for them. */
  readonly bars: boolean;
}

export interface Keystone {
  readonly threshold: number;
  readonly vouchers: readonly Did[];
  readonly without: number;
  /** False where fewer may do. */
  readonly smallest: boolean;
}

/** One fact, the lane it would lead to, and both in a sentence. */
interface Said {
  readonly lane: Lane;
  readonly says: string;
}

/** The words about a person's trust. Each list is in the order of the case's. */
export interface TrustWords {
  readonly votes: string;
  readonly vouches: readonly Said[];
  readonly denounces: readonly Said[];
  readonly links: readonly Said[];
}

/** What every vouch, denounce and hop is good for, in words; the lanes are the gate's own answers. Pure. */
export const explainTrust = (given: TrustCase): TrustWords => ({
  votes: votesSentence(given),
  vouches: given.vouches.map((vouch) => vouchSaid(vouch, given)),
  denounces: given.denounces.map((denounce) => denounceSaid(denounce, given)),
  links: given.links.map((link) => linkSaid(link, given)),
});

type Judged = Pick<TrustCase, 'inputs' | 'policy'>;

/** The lane if trust were this much and all else as it is. */
export const laneAt = (structural: number, { inputs, policy }: Judged): Lane =>
  decide({ ...inputs, structural }, policy).lane;

/** Whether the first lane is a slower one than the second. */
export const isSlower = (lane: Lane, than: Lane): boolean => LANES.indexOf(lane) > LANES.indexOf(than);

const LONGEST_NAME = 64;

/** A name short enough for a sentence. */
export const named = (did: Did, { nameOf }: Pick<TrustCase, 'nameOf'>): string => {
  const letters = Array.from(nameOf(did));
  return letters.length > LONGEST_NAME ? `${letters.slice(0, LONGEST_NAME).join('')}…` : letters.join('');
};

/** `alice’s vouch`. */
export const ratingBy = (did: Did, given: TrustCase, of = given.person): string =>
  `${named(did, given)}’s ${given.isMerge(did, of) ? 'merge' : 'vouch'}`;

/** `0.31 (normal queue)`. */
export const placed = (structural: number, given: Judged): string =>
  `${trustDigits(structural, given.policy)} (${LANE_WORDS[laneAt(structural, given)]})`;

/** `0.61 instead of 0.72`, with digits enough to tell them apart; null where four are not. */
const insteadOf = (value: number, now: number, policy: Policy): string | null => {
  const least = [2, 3, 4].find((count) => value.toFixed(count) !== now.toFixed(count));
  return least === undefined
    ? null
    : `${trustDigits(value, policy, least)} instead of ${trustDigits(now, policy, least)}`;
};

const votesSentence = (given: TrustCase): string => {
  const { votesFor, votesAgainst, heardAgainst, seed, standing, inputs, policy } = given;
  const some = votesAgainst > heardAgainst ? `, of which ${heardAgainst.toFixed(2)} counts` : '';
  const votes = `${votesFor.toFixed(2)} speaks for them, ${votesAgainst.toFixed(2)} against${some}`;
  const second = heardAgainst === 0 && votesAgainst > 0 ? ` ${SECOND_WORDS}` : '';
  if (seed) return `${votes}; trust starts with them, so neither changes it.`;
  if (standing === 0) {
    return `${votes}; no path of vouches leads to them, so there is no trust to raise or lower.${second}`;
  }
  if (inputs.structural === standing) return `${votes}, so their trust is all of their standing.${second}`;
  const lowered = insteadOf(inputs.structural, standing, policy);
  return `${votes}; that lowers their trust${lowered === null ? ' by less than 0.0001' : ` to ${lowered}`}.`;
};

const SECOND_WORDS = 'An accusation counts once a second, independent person makes it, or a seed does.';

const linkSaid = ({ from, to, without }: Link, given: TrustCase): Said => {
  const act = given.isMerge(from, to)
    ? `Had ${named(from, given)} merged nothing by ${named(to, given)}`
    : `If ${named(from, given)} withdrew the vouch for ${named(to, given)}`;
  const changes = without !== given.inputs.structural;
  const says = changes ? `${act}: ${placed(without, given)}.` : `${act}, nothing would change: others carry as much.`;
  return { lane: laneAt(without, given), says };
};

const vouchSaid = ({ did, without }: Effect, given: TrustCase): Said => {
  const { structural } = given.inputs;
  const lane = laneAt(without, given);
  const vouch = ratingBy(did, given);
  const says = (): string => {
    if (given.seed) return `${vouch} changes nothing: trust starts with them.`;
    if (without === structural) return `Without ${vouch} nothing would change: others carry as much.`;
    if (lane !== laneAt(structural, given)) {
      return `${vouch} carries them: without it they would stand at ${placed(without, given)}.`;
    }
    return `Without ${vouch} they would stand at ${stays(without, lane, given)}.`;
  };
  return { lane, says: says() };
};

const stays = (without: number, lane: Lane, { inputs, policy }: Judged): string =>
  `${insteadOf(without, inputs.structural, policy) ?? `${trustDigits(without, policy)}, less than 0.0001 away`}; the lane stays: ${LANE_WORDS[lane]}`;

const denounceSaid = (denounce: DenounceEffect, given: TrustCase): Said => {
  const { did, without, bars } = denounce;
  const { inputs, policy, barredBy } = given;
  const guards =
    bars && barredBy === 1 ? inputs.guards.filter((guard) => guard !== 'denounced-by-maintainers') : inputs.guards;
  const lane = decide({ ...inputs, structural: without, guards }, policy).lane;
  const lanes = lane === laneAt(inputs.structural, given) ? `the lane stays: ${LANE_WORDS[lane]}` : LANE_WORDS[lane];
  const whose = `${named(did, given)}’s denounce`;
  const lifted = insteadOf(without, inputs.structural, policy);
  const effect =
    without === inputs.structural || lifted === null
      ? `${whose} does not lower their trust: ${noEffect(denounce, given)}`
      : `${whose} lowers their trust: without it they would stand at ${lifted} (${lanes})`;
  return { lane, says: `${effect}.${bars ? barSentence(barredBy - 1) : ''}` };
};

const barSentence = (others: number): string => {
  const so = others === 1 ? ', and so does one more' : `, and so do ${others} more`;
  return ` As a maintainer’s it also sends every change of theirs here to a person${others > 0 ? so : ''}.`;
};

/** Why a denounce changes nothing, as far as the numbers say. */
const noEffect = ({ did, heard, without }: DenounceEffect, given: TrustCase): string => {
  const who = named(did, given);
  if (heard === 'unreached') return `no path of vouches leads to ${who}, so it weighs nothing`;
  if (heard === 'brought-in') return `trust reaches ${who} only through the one they denounce`;
  if (given.seed) return 'trust starts with them';
  if (given.heardAgainst === 0) return 'nobody else whom trust reaches independently has said the same';
  if (given.standing === 0) return 'there is none to lower yet, though a vouch to come will bring less';
  if (without !== given.inputs.structural) return 'it weighs less than 0.0001';
  return 'others say as much without it';
};
