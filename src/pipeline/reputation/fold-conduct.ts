import type { AtUri, ConductSignal, Did, ReputationEntry } from '../../domain/index.ts';
import { type Conduct, type ConductWeights, conductOf, revocationOf } from '../../reputation/index.ts';
import { eligibilityKey } from './reputation-now.ts';

/** The newest word on somebody's eligibility. */
export interface EligibilityWord {
  readonly revoked: boolean;
  /** Microseconds since 1970. */
  readonly atUs: number;
}

/** What the maintainers of a repository say of somebody's eligibility there, by the newest word of theirs. */
export interface EligibilitySaid {
  readonly did: Did;
  readonly repo: AtUri;
  readonly action: 'reinstate' | 'revoke';
  readonly atUs: number;
}

export interface ConductCase {
  readonly did: Did;
  readonly signals: readonly ConductSignal[];
  /** Words that are entries, by DID, or by `eligibilityKey`. */
  readonly words: ReadonlyMap<string, EligibilityWord>;
  readonly said: readonly EligibilitySaid[];
}

export interface FoldedConduct {
  readonly conduct: Conduct;
  /** Whether eligibility is revoked everywhere. */
  readonly revoked: boolean;
  readonly entries: readonly ReputationEntry[];
}

/**
 * What somebody's signals come to, and which eligibility goes with it: below 300 everywhere, once, until the operator gives it
 * back; and in a repository whose maintainers gave it back, by what happened since then, once for each time they did.
 */
export const foldConduct = (given: ConductCase, weights: ConductWeights, nowUs: number): FoldedConduct => {
  const { did, signals, words, said } = given;
  const word = words.get(did);
  const taken = (sinceUs: number | null, repo: AtUri | null): readonly ReputationEntry[] => {
    const found = revocationOf({ signals, revoked: false, reinstatedAtUs: sinceUs, weights, nowUs });
    return found === null ? [] : [revokedEntry({ did, repo, sinceUs, ...found }, nowUs)];
  };
  const everywhere = word?.revoked ? [] : taken(word?.atUs ?? null, null);
  const inPlaces = said.flatMap((each) =>
    each.action === 'reinstate' && !isTakenIn(each, words) ? taken(givenBackUs(each, words), each.repo) : [],
  );
  return {
    conduct: conductOf(signals, weights, nowUs),
    revoked: word?.revoked === true || everywhere.length > 0,
    entries: [...everywhere, ...inPlaces],
  };
};

/** Whether eligibility is revoked in the repository whose maintainers said something of it. */
export const revokedIn = (said: EligibilitySaid, words: ReadonlyMap<string, EligibilityWord>): boolean =>
  said.action === 'revoke' || isTakenIn(said, words);

/** Since when somebody is eligible there: its maintainers' word, or the operator's, which holds everywhere, whichever is newer. */
const givenBackUs = ({ did, atUs }: EligibilitySaid, words: ReadonlyMap<string, EligibilityWord>): number => {
  const everywhere = words.get(did);
  return everywhere?.revoked === false ? Math.max(atUs, everywhere.atUs) : atUs;
};

/** Whether it was taken there since. */
const isTakenIn = (said: EligibilitySaid, words: ReadonlyMap<string, EligibilityWord>): boolean => {
  const word = words.get(eligibilityKey(said.did, said.repo));
  return word?.revoked === true && word.atUs > givenBackUs(said, words);
};

interface Taken {
  readonly did: Did;
  readonly repo: AtUri | null;
  readonly sinceUs: number | null;
  readonly total: number;
  readonly reason: string;
}

/** Named by what it goes by, so that it is kept once. */
const revokedEntry = ({ did, repo, sinceUs, total, reason }: Taken, atUs: number): ReputationEntry => ({
  kind: 'credential.revoked',
  subject: repo === null ? did : eligibilityKey(did, repo),
  by: 'service',
  atUs,
  body: { did, credential: 'fast-lane', total, reason, ...(repo === null ? {} : { repo }) },
  key: `credential.revoked ${did} ${repo ?? ''} ${sinceUs ?? ''}`,
});
