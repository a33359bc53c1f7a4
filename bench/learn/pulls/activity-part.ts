import { DAY } from './protocol.ts';
import type { Pull } from './read-pulls.ts';
import type { Part } from './replay.ts';

const WINDOW_DAYS = 90;
/** 1970 began on a Thursday, the fourth day after Sunday. */
const FIRST_WEEKDAY = 4;

const COLUMNS = [
  'author_pulls_1_day',
  'author_pulls_7_days',
  'author_pulls_30_days',
  'author_pulls_90_days',
  'author_repositories_7_days',
  'author_repositories',
  'repository_pulls_7_days',
  'repository_pulls_90_days',
  'repository_authors_90_days',
  'author_share_of_repository',
  'busiest_author_share',
  'hour',
  'weekday',
];

/** How busy the author and the repository are, and when (UTC). Counts of pull requests, not of what became of them. */
export const activityPart = (): Part => {
  const byAuthor = new Map<string, Pull[]>();
  const byRepo = new Map<string, Pull[]>();
  const repos = new Map<string, Set<string>>();
  return {
    columns: COLUMNS.map((name) => ({ name, group: 'activity' as const })),
    read: ({ author, repo, at }) => {
      const since = (pulls: readonly Pull[], days: number): Pull[] => pulls.filter((pull) => pull.at > at - days * DAY);
      const own = since(byAuthor.get(author) ?? [], WINDOW_DAYS);
      const here = since(byRepo.get(repo) ?? [], WINDOW_DAYS);
      const authors = Map.groupBy(here, (pull) => pull.author);
      const busiest = Math.max(0, ...[...authors.values()].map((pulls) => pulls.length));
      return [
        ...[1, 7, 30].map((days) => since(own, days).length),
        own.length,
        new Set(since(own, 7).map((pull) => pull.repo)).size,
        repos.get(author)?.size ?? 0,
        since(here, 7).length,
        here.length,
        authors.size,
        (authors.get(author)?.length ?? 0) / here.length,
        here.length === 0 ? Number.NaN : busiest / here.length,
        (at % DAY) / 3600,
        (Math.floor(at / DAY) + FIRST_WEEKDAY) % 7,
      ];
    },
    asked: (pull) => {
      keep(byAuthor, pull.author, pull);
      keep(byRepo, pull.repo, pull);
      repos.set(pull.author, (repos.get(pull.author) ?? new Set()).add(pull.repo));
    },
    settled: () => {},
  };
};

const keep = (pulls: Map<string, Pull[]>, key: string, pull: Pull): void => {
  const kept = pulls.get(key) ?? [];
  const gone = kept.findIndex(({ at }) => at > pull.at - WINDOW_DAYS * DAY);
  kept.splice(0, gone < 0 ? kept.length : gone);
  kept.push(pull);
  pulls.set(key, kept);
};
