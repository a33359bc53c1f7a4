import type { AtUri, Did } from '../../domain/index.ts';

/** The newest entry that takes or gives back somebody's eligibility for the fast lane. */
export interface EligibilityWord {
  readonly revoked: boolean;
  /** Microseconds since 1970. */
  readonly atUs: number;
}

/** What the maintainers of a repository say of somebody's eligibility there, by the newest word of theirs. */
export interface EligibilitySaid extends Readonly<{ did: Did; repo: AtUri; by: Did; atUs: number }> {
  readonly action: 'reinstate' | 'revoke';
}

/** All that is said: entries by DID, or by `eligibilityKey` for one repository, and maintainers' words. */
export interface EligibilityWords {
  readonly words: ReadonlyMap<string, EligibilityWord>;
  readonly said: readonly EligibilitySaid[];
}

export const eligibilityKey = (did: Did, repo: AtUri): string => `${did} ${repo}`;

/**
 * The newest word on somebody in one repository, be it of its maintainers, of the operator, or the service's own, there or
 * everywhere; of the same time the one that takes. What its maintainers took, only they give back. Null where nothing was ever
 * said.
 */
export const wordIn = (did: Did, repo: AtUri, { words, said }: EligibilityWords): EligibilityWord | null => {
  const own = said
    .filter((each) => each.did === did && each.repo === repo)
    .map(({ action, atUs }) => ({ revoked: action === 'revoke', atUs }));
  const taken = own.find(({ revoked }) => revoked);
  if (taken !== undefined) return taken;
  const all = [words.get(did), words.get(eligibilityKey(did, repo)), ...own].filter((word) => word !== undefined);
  return all.sort((a, b) => b.atUs - a.atUs || Number(b.revoked) - Number(a.revoked))[0] ?? null;
};

/** Of everybody of whom something is said in one repository: whether they are revoked there, by `eligibilityKey`. */
export const revokedIn = (all: EligibilityWords): ReadonlyMap<string, boolean> => {
  const places = new Map<string, readonly [Did, AtUri]>();
  for (const key of all.words.keys()) {
    const [did, repo] = key.split(' ');
    if (did !== undefined && repo !== undefined) places.set(key, [did as Did, repo as AtUri]);
  }
  for (const { did, repo } of all.said) places.set(eligibilityKey(did, repo), [did, repo]);
  return new Map([...places].map(([key, [did, repo]]) => [key, wordIn(did, repo, all)?.revoked === true]));
};
