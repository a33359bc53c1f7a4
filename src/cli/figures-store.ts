import type { AtUri, Policy, PullLabel } from '../domain/index.ts';
import type { PolicyBook } from '../gate/index.ts';
import { deriver } from '../ingest/index.ts';
import type { FiguresMade, FiguresStore } from '../pipeline/index.ts';
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
  type Store,
  trustHistory,
} from '../store/index.ts';

/** So many finished pull requests are looked at, the newest: a few seconds' work where each has a graph of its own. */
const MOST_PAST = 5_000;

/** The database as those see it who make figures of the whole graph; with a book of policies, each repository by its own. */
export const figuresStore = (store: Store, book: PolicyBook | null = null): FiguresStore => {
  let read: readonly PullLabel[] = [];
  return {
    made: () => store.read(async (db) => madeFrom(await keptFigure(db, 'figures_key'))),
    history: () =>
      store.read(async (db) => {
        read = await pullLabels(db);
        const labels = new Map(read.map((label) => [label.pull, label]));
        const { total, past } = await finishedPulls(db, deriver, MOST_PAST);
        const labelled = past.flatMap((pull) => {
          const label = labels.get(pull.pull);
          return label === undefined ? [] : [{ ...pull, ...label }];
        });
        const repos = labelled.flatMap(({ repo }) => repo ?? []);
        const policies = book === null ? new Map() : ownPolicies(book, repos, await repoPolicies(db));
        return { history: await trustHistory(db, deriver), past: labelled, total, policies };
      }),
    analyses: (keys) => store.read((db) => keptAnalyses(db, keys)),
    keepAnalyses: (analyses) => store.write((db) => keepAnalyses(db, analyses)),
    patchText: (pull, hash) => store.read((db) => patchText(db, pull, hash)),
    keep: ({ scores, backtest, ...made }) => {
      const kept = { key: JSON.stringify(made satisfies FiguresMade), scores, backtest: JSON.stringify(backtest) };
      return store.write(async (db) => {
        await replaceFigures(db, kept);
        await keepLabels(db, read);
      });
    },
  };
};

/** The policies of those repositories that have another than the instance's. */
const ownPolicies = (
  book: PolicyBook,
  repos: readonly AtUri[],
  said: Awaited<ReturnType<typeof repoPolicies>>,
): Map<AtUri, Policy> => {
  const words = new Map(said.map((word) => [word.repo, word]));
  const own = [...new Set(repos)].map((repo): [AtUri, Policy] => [
    repo,
    book.policyFor(repo, words.get(repo) ?? null).policy,
  ]);
  return new Map(own.filter(([, policy]) => policy !== book.instance));
};

/** As `keep` wrote it; null for what another version wrote. */
const madeFrom = (text: string | null): FiguresMade | null => {
  if (text === null || !text.startsWith('{')) return null;
  return JSON.parse(text);
};
