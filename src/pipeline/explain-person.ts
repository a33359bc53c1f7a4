import { type Did, type GateInputs, InvariantError, type Lane } from '../domain/index.ts';
import { type Carried, carried, explainTrust, type TrustCase, trustThresholds } from '../gate/index.ts';
import { cleanChange, type PersonView, type Viewpoint, viewPerson } from './person.ts';
import type { PersonExplanation, PersonTrust } from './trust-view.ts';
import type { WorldIndex } from './world-index.ts';

/** One person, and why they are trusted as far as they are. */
export interface ExplainedPerson extends PersonView {
  readonly why: Why;
}

/** Of `PersonExplanation`, with the lane a clean change of theirs would get in each case, and with words. */
interface Why extends Carried {
  /** As this view's own seeds give it; `PersonView.eigentrust` is the operator's. */
  readonly eigentrust: number;
  readonly votesFor: number;
  readonly votesAgainst: number;
  /** What of these counts. */
  readonly heardAgainst: number;
  readonly votes: string;
  /** The strongest that trust reaches, 20 at most. */
  readonly vouches: readonly Rating[];
  /** How many more of these there are. */
  readonly vouchesMore: number;
  /** How many vouch whom trust does not reach, or only through the person: these weigh nothing. */
  readonly vouchesUnheard: number;
  /** 20 at most: those that trust reaches first, with the strongest first. */
  readonly denounces: readonly Rating[];
  /** The vouches of the strongest path, from the seed on. */
  readonly links: readonly {
    readonly from: Did;
    readonly to: Did;
    readonly without: number;
    readonly lane: Lane;
    readonly says: string;
  }[];
}

/** One vouch or denounce. */
interface Rating {
  readonly did: Did;
  /** Whether it is no vouch, but that they merged a change of the person's. */
  readonly isMerge: boolean;
  /** Of all that trust reaches, for or against; 0 for what it does not. */
  readonly share: number;
  /** Structural trust without it, and the lane that would give. */
  readonly without: number;
  readonly lane: Lane;
  readonly says: string;
  /** How many records it points to as evidence: counted, and looked at by nobody. */
  readonly evidences: number;
  /** Microseconds since 1970. */
  readonly sinceUs: number;
}

const MOST_LISTED = 20;

/** Trust in one person with what each vouch and denounce does. Costs more than `viewPerson`: for one person at a time. */
export const explainPerson = (did: Did, viewpoint: Viewpoint): ExplainedPerson => {
  const trust = viewpoint.view.of(did);
  const explained = explanationIn(viewpoint, did);
  const given = caseOf(did, viewpoint, trust, explained);
  const words = explainTrust(given);
  const { carriedBy, keystones } = carried(given);
  const recordOf = recordsAbout(did, viewpoint.index);
  const person = viewPerson(did, viewpoint, { trust, withdrawals: withdrawalsIn(given) });
  return {
    ...person,
    why: {
      carriedBy,
      eigentrust: explained.eigentrust,
      votesFor: explained.votesFor,
      votesAgainst: explained.votesAgainst,
      heardAgainst: explained.heardAgainst,
      votes: words.votes,
      vouches: explained.vouches.map((vouch, at) => ({
        ...vouch,
        ...said(words.vouches, at),
        ...recordOf('vouch', vouch.did),
      })),
      vouchesMore: trust.vouchers.length - explained.vouches.length,
      vouchesUnheard: unheardIn(did, viewpoint.index, trust),
      denounces: given.denounces.map(({ did: by, without }, at) => ({
        did: by,
        share: explained.denounces[at]?.share ?? 0,
        without,
        ...said(words.denounces, at),
        ...recordOf('denounce', by),
      })),
      links: explained.links.map((link, at) => ({ ...link, ...said(words.links, at) })),
      keystones,
    },
  };
};

/** What carries somebody as far as one change of theirs goes, in one sentence; null where no vouch does. */
export const carriedByIn = (did: Did, viewpoint: Viewpoint, inputs: GateInputs): string | null => {
  const trust = viewpoint.view.of(did);
  const given = caseOf(did, viewpoint, trust, explanationIn(viewpoint, did));
  return carried({ ...given, inputs: { ...inputs, structural: trust.structural } }).carriedBy;
};

const explanationIn = ({ view, policy }: Viewpoint, did: Did): PersonExplanation =>
  view.explain(did, trustThresholds(policy));

const caseOf = (did: Did, viewpoint: Viewpoint, trust: PersonTrust, explained: PersonExplanation): TrustCase => {
  const { index, repo, policy } = viewpoint;
  const places = new Map(trust.vouchers.map((voucher, place) => [voucher.did, place]));
  const placeOf = (voucher: Did): number => places.get(voucher) ?? places.size;
  const barring = new Set(repo === null ? [] : index.denouncersIn(repo.uri, did));
  return {
    person: did,
    inputs: cleanChange(did, trust, viewpoint),
    policy,
    nameOf: index.nameOf,
    isMerge: (from, to) =>
      !index.vouchesAbout(to).some(({ fromDid, polarity }) => fromDid === from && polarity === 'vouch'),
    seed: trust.path.length === 1,
    standing: trust.standing,
    votesFor: explained.votesFor,
    votesAgainst: explained.votesAgainst,
    heardAgainst: explained.heardAgainst,
    vouches: explained.vouches,
    denounces: denouncesOf(did, viewpoint, trust, explained).map((each) => ({ ...each, bars: barring.has(each.did) })),
    barredBy: barring.size,
    links: explained.links,
    keystones: explained.keystones.map(({ vouches, ...keystone }) => ({
      ...keystone,
      vouchers: vouches.map(({ from }) => from).toSorted((a, b) => placeOf(a) - placeOf(b)),
    })),
  };
};

/** Those that are heard, then those that are not while there is room, each with the reason. */
const denouncesOf = (did: Did, { view, index }: Viewpoint, trust: PersonTrust, { denounces }: PersonExplanation) => {
  const heard = new Set(denounces.map((denounce) => denounce.did));
  // With a full list, what is not in it may be heard all the same.
  const others = index
    .vouchesAbout(did)
    .filter(({ polarity, fromDid }) => polarity === 'denounce' && !heard.has(fromDid))
    .slice(0, MOST_LISTED - denounces.length);
  return [
    ...denounces.map(({ did: by, without }) => ({ did: by, without, heard: 'yes' as const })),
    ...others.map(({ fromDid: by }) => ({
      did: by,
      without: trust.structural,
      heard: view.of(by).path.some((step) => step.did === did) ? ('brought-in' as const) : ('unreached' as const),
    })),
  ];
};

/** More ways out than these help nobody. */
const MOST_WITHDRAWALS = 3;

/** The denounces of which taking back one changes something, the heaviest first. */
const withdrawalsIn = ({ denounces, inputs, barredBy }: TrustCase) =>
  denounces
    .map(({ did: by, without, bars }) => ({ by, structural: without, clears: bars && barredBy === 1 }))
    .filter(({ structural, clears }) => clears || structural > inputs.structural)
    .toSorted((a, b) => Number(b.clears) - Number(a.clears) || b.structural - a.structural)
    .slice(0, MOST_WITHDRAWALS);

const unheardIn = (did: Did, index: WorldIndex, { vouchers }: PersonTrust): number => {
  const heard = new Set(vouchers.map((voucher) => voucher.did));
  return index.vouchesAbout(did).filter(({ polarity, fromDid }) => polarity === 'vouch' && !heard.has(fromDid)).length;
};

/** The record behind a rating: somebody who merged a change may denounce as well. */
const recordsAbout = (did: Did, index: WorldIndex) => {
  const of = (polarity: 'vouch' | 'denounce') =>
    new Map(
      index
        .vouchesAbout(did)
        .filter((vouch) => vouch.polarity === polarity)
        .map((vouch) => [vouch.fromDid, vouch]),
    );
  const records = { vouch: of('vouch'), denounce: of('denounce') };
  return (polarity: 'vouch' | 'denounce', from: Did): Pick<Rating, 'isMerge' | 'evidences' | 'sinceUs'> => {
    const record = records[polarity].get(from);
    if (record !== undefined) return { isMerge: false, evidences: record.evidences, sinceUs: record.sinceUs };
    const merge = index.world.merges.find(({ fromDid, toDid }) => fromDid === from && toDid === did);
    if (polarity === 'vouch' && merge !== undefined) return { isMerge: true, evidences: 0, sinceUs: merge.sinceUs };
    throw new InvariantError(`${from} is said to ${polarity} ${did}, and no record says so`);
  };
};

const said = <Item>(words: readonly Item[], at: number): Item => {
  const item = words[at];
  if (item === undefined) throw new InvariantError(`no words for item ${at} of ${words.length}`);
  return item;
};
