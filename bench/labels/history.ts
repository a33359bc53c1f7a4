import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type ChangedRun, type CommitWords, changedRuns, commitWords, parsePatch } from '../../src/diff/index.ts';

/** One commit of a repository's history, as far as undoing goes. */
export interface Commit {
  readonly sha: string;
  /** When it was committed, in seconds since 1970. */
  readonly at: number;
  readonly words: CommitWords;
  /** Whether it says anything of reverting, undoing, backing out or landing again. */
  readonly talksOfUndoing: boolean;
  readonly paths: readonly string[];
  readonly runs: readonly ChangedRun[];
  readonly lines: number;
}

/** The git directories under a directory: its children, or `repo` in them. */
export const repositoriesIn = (directory: string): readonly string[] =>
  readdirSync(directory)
    .sort()
    .flatMap((name) => ['', 'repo', '.git'].map((inside) => join(directory, name, inside)))
    .filter((path) => existsSync(join(path, 'HEAD')) && existsSync(join(path, 'objects')));

const gitIn = (repository: string, args: readonly string[]): Buffer =>
  execFileSync('git', ['-C', repository, ...args], { maxBuffer: 2 ** 30, stdio: ['ignore', 'pipe', 'ignore'] });

const UNDOING =
  /revert|undo|undid|back(?:s|ed|ing)?[ -]?out|roll(?:s|ed|ing)?[ -]?back|reapply|re-?land|restore|readd|re-add|put back/i;

/** Commits of a history without merges, of which `git log` takes these arguments. Those whose diff is not readable or empty are left out. */
export function* commitsOf(repository: string, ...args: readonly string[]): Generator<Commit, void> {
  const shas = gitIn(repository, ['log', '--no-merges', '--format=%H', ...args])
    .toString()
    .split('\n')
    .filter(Boolean);
  for (let start = 0; start < shas.length; start += 200) {
    for (const part of diffsOf(repository, shas.slice(start, start + 200))) {
      const commit = commitFrom(part);
      if (commit !== null) yield commit;
    }
  }
}

/** A clone may lack blobs: a commit whose diff cannot be had is left out. */
const diffsOf = (repository: string, shas: readonly string[]): readonly string[] => {
  try {
    const args = ['log', '--no-walk=unsorted', '--root', '-M', '-p', '--no-color', '--no-ext-diff', '--no-textconv'];
    const text = gitIn(repository, [...args, '--format=%x1e%H%x1f%ct%x1f%B%x1f', ...shas]);
    return text.toString('latin1').split('\x1e').slice(1);
  } catch {
    return shas.length === 1 ? [] : shas.flatMap((sha) => diffsOf(repository, [sha]));
  }
};

const commitFrom = (part: string): Commit | null => {
  const [sha = '', at = '', message = '', ...rest] = part.split('\x1f');
  const patch = Buffer.from(rest.join('\x1f'), 'latin1');
  const parsed = parsePatch(patch);
  if (parsed.kind !== 'change') return null;
  const runs = changedRuns(parsed.change.files);
  const lines = Buffer.from(message, 'latin1').toString().trim().split('\n');
  return {
    sha,
    at: Number(at),
    words: commitWords(lines),
    talksOfUndoing: UNDOING.test(message),
    paths: parsed.change.files.map(({ path }) => path),
    runs,
    lines: runs.reduce((sum, run) => sum + run.lines, 0),
  };
};

/** How many of the lines of the one the other undoes. */
export const undoneLines = (original: Commit, later: Commit): number => {
  const done = new Set(later.runs.map(({ forward }) => forward));
  return original.runs.reduce((sum, { inverse, lines }) => sum + (done.has(inverse) ? lines : 0), 0);
};
