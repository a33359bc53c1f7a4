import type { AtUri, LearnedEvidence, Policy } from '../../domain/index.ts';
import type { PullView } from '../read-model.ts';

/** What a learned model said of somebody, and of which pull request of theirs. */
export interface LearnedOn {
  readonly prId: string;
  readonly evidence: LearnedEvidence;
  /** When it was said, in microseconds since 1970. */
  readonly decidedAtUs: number;
}

/**
 * What the model that is served made of a person's newest open pull request, in one repository or (null) in any; null
 * where it has judged none: then nobody knows, and nothing is made up.
 */
export const learnedAbout = (
  pulls: readonly PullView[],
  { repo, policy }: { readonly repo: { readonly uri: AtUri } | null; readonly policy: Policy },
): LearnedOn | null => {
  let newest: PullView | null = null;
  for (const pull of pulls) {
    const { entry, decision } = pull;
    if (entry.state !== 'open' || (repo !== null && entry.repo !== repo.uri)) continue;
    if (decision?.body.evidence.learned?.model !== policy.learned?.model) continue;
    if (newest === null || entry.createdAtUs > newest.entry.createdAtUs) newest = pull;
  }
  const evidence = newest?.decision?.body.evidence.learned;
  if (!newest?.decision || evidence === undefined) return null;
  return { prId: newest.prId, evidence, decidedAtUs: newest.decision.decidedAtUs };
};
