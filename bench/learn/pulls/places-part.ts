import { DAY } from './protocol.ts';
import type { Pull } from './read-pulls.ts';
import type { Part } from './replay.ts';

const RECENT = 90 * DAY;
const PRIOR_OUTCOMES = 3;
const FIRST_GUESS = 0.8;
const MOST_FOLDERS = 20;

/** What became of pull requests that touched one place. */
interface Place {
  asked: number;
  outcomes: number;
  merged: number;
  mergedAt: number;
}

const nowhere: Place = { asked: 0, outcomes: 0, merged: 0, mergedAt: Number.NEGATIVE_INFINITY };

const COLUMNS = [
  'folders_merge_rate_least',
  'folders_merge_rate_mean',
  'folders_outcomes_least',
  'folders_outcomes_most',
  'files_merge_rate',
  'files_seen_share',
  'files_merged_in_90_days_share',
  'files_hot_share',
  'files_merges_most',
  'files_own_share',
];

/** What became of earlier pull requests to the same files and folders of the repository; NaN without paths. */
export const placesPart = (): Part => {
  const places = new Map<string, Place>();
  const owned = new Set<string>();
  const placeOf = (key: string): Place => {
    const place = places.get(key) ?? { ...nowhere };
    places.set(key, place);
    return place;
  };
  const keysOf = ({ repo, paths }: Pull): string[] => [
    `repo ${repo}`,
    ...paths.map((path) => `file ${repo} ${path}`),
    ...foldersOf(paths).map((path) => `folder ${repo} ${path}`),
  ];
  return {
    columns: COLUMNS.map((name) => ({ name, group: 'history' as const })),
    read: ({ repo, author, at, paths }) => {
      if (paths.length === 0) return COLUMNS.map(() => Number.NaN);
      const found = (key: string): Place => places.get(key) ?? nowhere;
      const repository = found(`repo ${repo}`);
      const prior = rateOf([repository], FIRST_GUESS);
      const folders = foldersOf(paths).map((path) => found(`folder ${repo} ${path}`));
      const rates = folders.map((place) => rateOf([place], prior));
      const outcomes = folders.map((place) => place.outcomes);
      const files = paths.map((path) => found(`file ${repo} ${path}`));
      const merges = files.map((place) => place.merged);
      const share = (counts: (place: Place) => boolean): number => files.filter(counts).length / files.length;
      return [
        Math.min(...rates),
        mean(rates),
        Math.min(...outcomes),
        Math.max(...outcomes),
        rateOf(files, prior),
        share((place) => place.asked > 0),
        share((place) => place.mergedAt > at - RECENT),
        mean(merges) / Math.max(1, repository.merged),
        Math.max(...merges),
        paths.filter((path) => owned.has(`${author} ${repo} ${path}`)).length / paths.length,
      ];
    },
    asked: (pull) => {
      for (const key of keysOf(pull)) placeOf(key).asked += 1;
      for (const path of pull.paths) owned.add(`${pull.author} ${pull.repo} ${path}`);
    },
    settled: (pull, knownAt) => {
      for (const key of keysOf(pull)) {
        const place = placeOf(key);
        place.outcomes += 1;
        if (!pull.merged) continue;
        place.merged += 1;
        place.mergedAt = knownAt;
      }
    },
  };
};

/** First and second level; `.` for files at the top. */
const foldersOf = (paths: readonly string[]): string[] =>
  [
    ...new Set(
      paths.flatMap((path) => {
        const steps = path.split('/');
        if (steps.length === 1) return ['.'];
        return steps.length === 2 ? [steps[0]!] : [steps[0]!, `${steps[0]}/${steps[1]}`];
      }),
    ),
  ].slice(0, MOST_FOLDERS);

const rateOf = (some: readonly Place[], prior: number): number => {
  const merged = some.reduce((sum, place) => sum + place.merged, 0);
  const outcomes = some.reduce((sum, place) => sum + place.outcomes, 0);
  return (merged + PRIOR_OUTCOMES * prior) / (outcomes + PRIOR_OUTCOMES);
};

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
