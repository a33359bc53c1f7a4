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
  const repoOf = new Map(open.map(({ uri, repo }) => [uri, (repo && repoByUri.get(repo)) ?? null]));
  const decided = decisions.flatMap(({ pull, body }) => {
    const repo = repoOf.get(pull);
    return repo === undefined ? [] : [{ decision: body, repo }];
  });
  return shadowView(book, decided, said);
};
