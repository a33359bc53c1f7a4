import { AppError } from '../../../src/domain/index.ts';
import { readColumns } from '../../networks/read-csv.ts';

/** The features of Kamei et al. 2013, under the names (and the spelling) that the files have. */
export const COMMIT_COLUMNS = [
  'ns',
  'nd',
  'nf',
  'entrophy',
  'la',
  'ld',
  'lt',
  'fix',
  'ndev',
  'age',
  'nuc',
  'exp',
  'rexp',
  'sexp',
];

/** One commit. */
export interface Commit {
  readonly id: string;
  /** Epoch in seconds. */
  readonly at: number;
  /** It brought a defect in, as was found out later. */
  readonly bug: boolean;
  /** One number per column. */
  readonly values: readonly number[];
}

/** The commits of a file by time. @throws AppError when it cannot be read, lacks a column or holds no number. */
export const readCommits = (file: string): Commit[] =>
  readColumns(file, ['_id', 'date', 'bug', ...COMMIT_COLUMNS])
    .map(([id = '', ...texts]) => {
      const [at = 0, bug, ...values] = texts.map((text, place) => {
        const value = Number(text);
        if (text.trim() !== '' && Number.isFinite(value)) return value;
        const column = ['date', 'bug', ...COMMIT_COLUMNS][place];
        throw new AppError(`${file}: ${column} must be a number, got ${JSON.stringify(text)}`);
      });
      return { id, at, bug: bug === 1, values };
    })
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));

/**
 * What of `train` may be learned from before `test`: the published training files hold every row of their test files
 * too, so those go, and whatever is not older than the test.
 */
export const learnable = (train: readonly Commit[], test: readonly Commit[]): Commit[] => {
  const asked = new Set(test.map(({ id }) => id));
  const from = test.reduce((first, { at }) => Math.min(first, at), Number.POSITIVE_INFINITY);
  return train.filter(({ id, at }) => !asked.has(id) && at < from);
};
