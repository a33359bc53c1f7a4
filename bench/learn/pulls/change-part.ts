import { PATH_KINDS } from './path-kinds.ts';
import { DAY } from './protocol.ts';
import type { Pull } from './read-pulls.ts';
import type { Part } from './replay.ts';

const KINDS = Object.entries(PATH_KINDS);

/**
 * What is the case only after the last round, for reviewers may have asked for it: at creation these are not known. Sizes
 * and paths too are those of the last round, the state a decision is made on.
 */
export const LAST_ROUND = ['commits', 'commit_authors', 'days_of_work', 'number_ahead'];

const SIZES = [
  'lines_added',
  'lines_deleted',
  'lines',
  'deleted_share',
  'files',
  'lines_per_file',
  'binary_files',
  'folders',
  'path_depth',
  'file_endings',
  'lines_against_author',
  'lines_against_repository',
  'ai_tools',
];

/** The change itself; paths count where there are any (at most 30), otherwise NaN. */
export const changePart = (): Part => {
  const authorSizes = new Map<string, number[]>();
  const repoSizes = new Map<string, number[]>();
  const numbers = new Map<string, number>();
  return {
    columns: [...SIZES, ...KINDS.map(([kind]) => `${kind}_share`), ...LAST_ROUND].map((name) => ({
      name,
      group: 'change' as const,
    })),
    read: (pull) => {
      const { additions, deletions, files, paths, repo, author } = pull;
      const size = sizeOf(pull);
      return [
        additions,
        deletions,
        additions + deletions,
        deletions / (additions + deletions + 1),
        files,
        (additions + deletions) / Math.max(1, files),
        pull.binaryFiles,
        new Set(paths.map((path) => path.slice(0, Math.max(0, path.lastIndexOf('/'))))).size,
        mean(paths.map((path) => path.split('/').length)),
        new Set(paths.map((path) => /\.[^./]+$/.exec(path)?.[0] ?? '')).size,
        size - mean(authorSizes.get(author) ?? []),
        size - mean(repoSizes.get(repo) ?? []),
        pull.aiTools,
        ...KINDS.map(([, kind]) => paths.filter((path) => kind.test(path)).length / paths.length),
        pull.commits,
        pull.commitAuthors,
        (pull.at - pull.firstCommitAt) / DAY,
        pull.number - (numbers.get(repo) ?? Number.NaN),
      ];
    },
    asked: (pull) => {
      remember(authorSizes, pull.author, sizeOf(pull));
      remember(repoSizes, pull.repo, sizeOf(pull));
      numbers.set(pull.repo, Math.max(pull.number, numbers.get(pull.repo) ?? 0));
    },
    settled: () => {},
  };
};

const LAST = 20;

const remember = (sizes: Map<string, number[]>, key: string, size: number): void => {
  sizes.set(key, [...(sizes.get(key) ?? []), size].slice(-LAST));
};

const sizeOf = ({ additions, deletions }: Pull): number => Math.log1p(additions + deletions);

/** NaN of none. */
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
