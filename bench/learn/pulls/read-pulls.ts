import { AppError } from '../../../src/domain/index.ts';
import { readColumns } from '../../networks/read-csv.ts';

/** A finished pull request as its last commit left it; times are epochs in seconds. */
export interface Pull {
  readonly repo: string;
  readonly author: string;
  readonly number: number;
  readonly merged: boolean;
  /** Of the last commit: when it is judged. When it was opened is not known. */
  readonly at: number;
  /** NaN for those not merged, and for merges without a date (rebased, or pushed by hand). */
  readonly mergedAt: number;
  readonly firstCommitAt: number;
  readonly commits: number;
  readonly commitAuthors: number;
  readonly files: number;
  readonly additions: number;
  readonly deletions: number;
  readonly binaryFiles: number;
  /** Trailers that name a tool. */
  readonly aiTools: number;
  /** At most 30 of the files. */
  readonly paths: readonly string[];
}

const TEXTS = ['repo', 'author', 'usable', 'merged', 'mergedAt', 'paths'];
const NUMBERS = [
  'number',
  'lastCommitAt',
  'firstCommitAt',
  'nCommits',
  'nAuthors',
  'files',
  'additions',
  'deletions',
  'binary',
  'aiTools',
];

/**
 * The pull requests whose outcome can be used, by time, then repository and number. Of what the file says of afterwards
 * only `merged` and `mergedAt` are read, as outcomes: not who merged, how, whether it was reverted, is still open or is
 * mentioned on the main branch, nor when the copy was taken.
 *
 * @throws AppError when the file cannot be read, lacks a column or holds no number where one must be.
 */
export const readPulls = (file: string): Pull[] =>
  readColumns(file, [...TEXTS, ...NUMBERS])
    .filter(([, , usable]) => usable === '1')
    .map((fields) => pullOf(file, fields))
    .sort(inOrder);

/** By time, then repository, then number: the order of the rows of every matrix here. */
export const inOrder = (a: Pull, b: Pull): number =>
  a.at - b.at || (a.repo < b.repo ? -1 : a.repo > b.repo ? 1 : a.number - b.number);

const pullOf = (file: string, fields: readonly string[]): Pull => {
  const [repo = '', author = '', , merged, mergedAt = '', paths = ''] = fields;
  const [number, at, firstCommitAt, commits, commitAuthors, files, additions, deletions, binaryFiles, aiTools] = fields
    .slice(TEXTS.length)
    .map((text, place) => numberIn(file, NUMBERS[place]!, text)) as Numbers;
  return {
    repo,
    author,
    number,
    merged: merged === '1',
    at,
    mergedAt: mergedAt === '' ? Number.NaN : numberIn(file, 'mergedAt', mergedAt),
    firstCommitAt,
    commits,
    commitAuthors,
    files,
    additions,
    deletions,
    binaryFiles,
    aiTools,
    paths: paths === '' ? [] : paths.split('|'),
  };
};

type Numbers = [number, number, number, number, number, number, number, number, number, number];

const numberIn = (file: string, column: string, text: string): number => {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  throw new AppError(`${file}: ${column} must be a number, got ${JSON.stringify(text)}`);
};
