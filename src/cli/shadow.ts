import { type ShadowView, shadowView } from '../pipeline/index.ts';
import { currentDecisions, openPulls, repoPolicies, reposWithTier } from '../store/index.ts';
import { policiesOf } from './policy.ts';
import type { Surroundings } from './surroundings.ts';

/** What the policy on trial makes of the open pull requests that are decided now; null where none is configured. */
export const shadowNow = async ({
  config,
  store,
}: Pick<Surroundings, 'config' | 'store'>): Promise<ShadowView | null> => {
  const book = policiesOf(config);
  if (book.shadow === null) return null;
  const { decisions, open, repos, said } = await store.read(async (db) => ({
    decisions: await currentDecisions(db),
    open: await openPulls(db),
    repos: await reposWithTier(db),
    said: await repoPolicies(db),
  }));
  const repoByUri = new Map(repos.map((repo) => [repo.uri, repo]));
  const openByUri = new Map(open.map((pull) => [pull.uri, pull]));
  const decided = decisions.flatMap(({ pull, body }) => {
    const found = openByUri.get(pull);
    if (found === undefined) return [];
    const repo = (found.repo && repoByUri.get(found.repo)) ?? null;
    return [{ decision: body, repo, targetRepo: found.targetRepo }];
  });
  return shadowView(book, decided, said);
};
