import type { AtUri, Policy } from '../domain/index.ts';
import type { PolicyBook } from '../gate/index.ts';
import { deriver } from '../ingest/index.ts';
import { byName, type FiguresMade, type FiguresStore, type PastPull } from '../pipeline/index.ts';
import {
  finishedPulls,
  keepAnalyses,
  keepLabels,
  keptAnalyses,
  keptFigure,
  patchText,
  pullLabels,
  replaceFigures,
  repoPolicies,
  reposWithTier,
  type Store,
  trustHistory,
} from '../store/index.ts';

/** So many finished pull requests are looked at, the newest: a few seconds' work where each has a graph of its own. */
const MOST_PAST = 5_000;

/** The database as those see it who make figures of the whole graph; with a book of policies, each repository by its own. */
export const figuresStore = (store: Store, book: PolicyBook | null = null): FiguresStore => ({
  made: () => store.read(async (db) => madeFrom(await keptFigure(db, 'figures_key'))),
  history: () =>
    store.read(async (db) => {
      const labels = new Map((await pullLabels(db)).map((label) => [label.pull, label]));
      const { total, past } = await finishedPulls(db, deriver, MOST_PAST);
      const labelled = past.flatMap((pull) => {
        const label = labels.get(pull.pull);
        return label === undefined ? [] : [{ ...pull, ...label }];
      });
      const policies =
        book === null ? new Map() : ownPolicies(book, labelled, await reposWithTier(db), await repoPolicies(db));
      return { history: await trustHistory(db, deriver), past: labelled, total, policies };
    }),
  analyses: (keys) => store.read((db) => keptAnalyses(db, keys)),
  keepAnalyses: (analyses) => store.write((db) => keepAnalyses(db, analyses)),
  patchText: (pull, hash) => store.read((db) => patchText(db, pull, hash)),
  keep: async ({ scores, backtest, ...made }) => {
    const kept = { key: JSON.stringify(made satisfies FiguresMade), scores, backtest: JSON.stringify(backtest) };
    // Read anew: making figures takes long, and others keep labels meanwhile.
    const labels = await store.read(pullLabels);
    await store.write(async (db) => {
      await replaceFigures(db, kept);
      await keepLabels(db, labels);
    });
  },
});

/** The policies of those pull requests that another one than the instance's is for, as the desk would find them. */
const ownPolicies = (
  book: PolicyBook,
  past: readonly PastPull[],
  repos: Awaited<ReturnType<typeof reposWithTier>>,
  policies: Awaited<ReturnType<typeof repoPolicies>>,
): Map<AtUri, Policy> => {
  const words = byName(policies);
  const repoByUri = new Map(repos.map((repo) => [repo.uri, repo]));
  const own = past.map(({ pull, repo, targetRepo, certain }): [AtUri, Policy] => {
    const { repoDid, repoDidProven } = (repo && repoByUri.get(repo)) ?? {};
    return [pull, book.policyFor(repo, words.get(targetRepo), { repoDid, repoDidProven, certain }).policy];
  });
  return new Map(own.filter(([, policy]) => policy !== book.instance));
};

/** As `keep` wrote it; null for what another version wrote. */
const madeFrom = (text: string | null): FiguresMade | null => {
  if (text === null || !text.startsWith('{')) return null;
  return JSON.parse(text);
};
