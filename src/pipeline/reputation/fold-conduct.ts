import type { AtUri, ConductSignal, Did, ReputationEntry } from '../../domain/index.ts';
import { type Conduct, type ConductWeights, conductOf, revocationOf } from '../../reputation/index.ts';
import { type EligibilitySaid, type EligibilityWords, eligibilityKey, wordIn } from './eligibility.ts';

/** A signal, and where it comes from. */
export interface PlacedSignal extends ConductSignal {
  readonly repo: AtUri;
}

export interface ConductCase extends EligibilityWords {
  readonly did: Did;
  readonly signals: readonly PlacedSignal[];
  /** Whether a repository is one of the operator's trusted roots': what happens there counts everywhere. */
  readonly isRoots: (repo: AtUri) => boolean;
}

export interface FoldedConduct {
  /** Over all signals: what is shown. */
  readonly conduct: Conduct;
  /** Whether eligibility is revoked everywhere. */
  readonly revoked: boolean;
  readonly entries: readonly ReputationEntry[];
}

/**
 * What somebody's signals come to, and which eligibility goes with it. Below 300 it goes everywhere, by what happened in
 * repositories of trusted roots alone, and in any other repository by that and what happened there: so that nobody loses or
 * wins anything elsewhere by what a stranger does in a repository of their own. It goes once, until it is given back; from
 * then on only what is newer counts. What a maintainer took stays taken when the maintainer goes.
 */
export const foldConduct = (given: ConductCase, weights: ConductWeights, nowUs: number): FoldedConduct => {
  const { did, signals, words, said, isRoots } = given;
  const taken = (word: { readonly revoked: boolean; readonly atUs: number } | null, repo: AtUri | null) => {
    if (word?.revoked) return [];
    const sinceUs = word?.atUs ?? null;
    const counted = signals.filter((each) => isRoots(each.repo) || each.repo === repo);
    const found = revocationOf({ signals: counted, revoked: false, reinstatedAtUs: sinceUs, weights, nowUs });
    return found === null ? [] : [revokedEntry({ did, repo, sinceUs, ...found }, nowUs)];
  };
  const word = words.get(did) ?? null;
  const everywhere = taken(word, null);
  const revoked = word?.revoked === true || everywhere.length > 0;
  const own = new Set(said.filter((each) => each.did === did).map(({ repo }) => repo));
  const places = new Set([...own, ...signals.map(({ repo }) => repo).filter((repo) => !isRoots(repo))]);
  const inPlaces = [...places].sort().flatMap((repo) => {
    const here = wordIn(did, repo, given);
    return revoked && here?.revoked !== false ? [] : taken(here, repo);
  });
  const kept = said.flatMap((each) => (isToKeep(each, given) ? [saidEntry(each)] : []));
  return { conduct: conductOf(signals, weights, nowUs), revoked, entries: [...everywhere, ...inPlaces, ...kept] };
};

/** Whether a maintainer took it and no entry tells of it yet. */
const isToKeep = ({ did, repo, action, atUs }: EligibilitySaid, { did: asked, words }: ConductCase): boolean => {
  const word = words.get(eligibilityKey(did, repo));
  return did === asked && action === 'revoke' && (word === undefined || word.atUs < atUs);
};

const saidEntry = ({ did, repo, by, atUs }: EligibilitySaid): ReputationEntry => ({
  kind: 'credential.revoked',
  subject: eligibilityKey(did, repo),
  by,
  atUs,
  body: { did, credential: 'fast-lane', repo, reason: 'a maintainer said so' },
  key: `credential.revoked ${did} ${repo} by ${by} ${atUs}`,
});

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
