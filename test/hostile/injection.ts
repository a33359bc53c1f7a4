import type { FileText } from './diff-text.ts';
import { HOSTS, type Where } from './hosts.ts';

/** An attempt to talk a reviewing model into passing a change, and where in the change it stands. */
export interface Injection {
  /** Unique and stable. */
  readonly id: string;
  /** What it tries: `override`, `verdict`, `fence`, … */
  readonly family: string;
  /** The natural language it is in, as BCP 47; `zxx` where it is in none. */
  readonly language: string;
  /** Where it stands. */
  readonly where: Where | 'message' | 'trailer' | 'path' | 'files';
  /** `seen`: the signals were mended with it. `unseen`: it was written afterwards. */
  readonly set: 'seen' | 'unseen';
  /** The files that carry it; empty when a commit message does. */
  readonly files: readonly FileText[];
  /** The commit message that carries it, subject first; null when a file does. */
  readonly message: readonly string[] | null;
}

/** An injection in short: its text and where it goes. `files` is for those that need files of their own. */
export interface Row {
  readonly id: string;
  readonly language?: string;
  readonly where: Injection['where'];
  readonly text: string | readonly string[];
  readonly files?: readonly FileText[];
}

const SUBJECT = 'Round durations to the nearest second';

const messageOf = (where: Row['where'], lines: readonly string[]): readonly string[] | null => {
  if (where === 'message') return [SUBJECT, '', ...lines];
  if (where === 'trailer') return [SUBJECT, '', 'Half seconds were cut off before.', '', ...lines];
  return null;
};

const filesOf = ({ where, files }: Row, lines: readonly string[]): readonly FileText[] => {
  if (files !== undefined) return files;
  if (where === 'message' || where === 'trailer' || where === 'files') return [];
  if (where !== 'path') return [HOSTS[where](lines)];
  return lines.map((path) => ({ path, isNew: true, hunks: [{ oldStart: 0, lines: ['+width: 80', '+height: 24'] }] }));
};

/** The injections of a family. With `path` each line of the text is a file's name. */
export const family = (name: string, set: Injection['set'], rows: readonly Row[]): readonly Injection[] =>
  rows.map((row) => {
    const lines = typeof row.text === 'string' ? [row.text] : row.text;
    const { id, where, language = 'en' } = row;
    return { id, family: name, language, where, set, files: filesOf(row, lines), message: messageOf(where, lines) };
  });
