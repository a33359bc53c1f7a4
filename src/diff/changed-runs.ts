import { createHash } from 'node:crypto';
import type { DiffLine, FileChange, Hunk } from '../domain/index.ts';
import { RUNS_LIMIT, RunTally } from './run-tally.ts';
import { saysNothing } from './says-nothing.ts';

/**
 * Lines that a patch changes in one place. `forward` names what is done there and `inverse` what would undo it, each 63
 * bits of SHA-256: another patch undoes this run where its `forward` is this one's `inverse`.
 */
export interface ChangedRun {
  readonly forward: bigint;
  readonly inverse: bigint;
  /** How many lines that say something it removes and adds; a rename counts as one. */
  readonly lines: number;
}

const hashed = (what: string, where: string, lines: readonly string[] = []): string => {
  const hash = createHash('sha256').update(`${what} ${where.length}:${where}`);
  for (const line of lines) hash.update(`${line.length}:${line}`);
  return hash.digest('hex').slice(0, 32);
};

/** 63 bits, so that they fit a signed column. */
const bits = (hex: string): bigint => BigInt(`0x${hex.slice(0, 16)}`) >> 1n;

/**
 * What a patch does, run by run: lines removed and added in one place, under the paths they have before and after. Runs do
 * not depend on how much context there is or how it is cut into hunks, and lines are compared without whitespace at their
 * ends. Lines that say nothing alone (`saysNothing`) are in no run and part none. Lines that are only added or only removed
 * come in parts, so that one line more or less among many changes one part alone. A file that is renamed makes a run
 * besides, of one line; the same lines taken out of one file and put into another make one run, within one file none; and
 * what the patch itself takes back is as if it had not been done. Binary content and modes make none, for no line of them
 * is read, nor do notes for the next release, which takes them away.
 *
 * A run that is done several times comes so often, with digests of its own each time. No two have the same `forward`. At
 * most 4,096 of them, chosen so that those of the inverse patch are the same the other way round; none of a patch with over
 * 65,536, which says too much for anybody to undo. Linear.
 */
export const changedRuns = (files: Iterable<FileChange>): readonly ChangedRun[] => {
  const runs = new ChangedRuns();
  for (const file of files) runs.add(file);
  return runs.all();
};

/** As `changedRuns`, of files that come one by one. */
export class ChangedRuns {
  readonly #tally: RunTally;

  constructor(limit = RUNS_LIMIT) {
    this.#tally = new RunTally(limit);
  }

  add({ path, oldPath, kind, hunks }: FileChange): void {
    if (NOTES_FOR_RELEASE.test(path)) return;
    const before = kind === 'renamed' && oldPath !== null ? oldPath : path;
    if (before !== path)
      this.#tally.add({ from: hashed('path', before), to: hashed('path', path), lines: 1, moved: null });
    for (const block of blocksOf(hunks)) {
      if (this.#tally.isOver) return;
      const [removed, added] = trimmed(saidIn(block, 'deleted'), saidIn(block, 'added'));
      if (removed.length > 0 && added.length > 0) this.#add([before, removed], [path, added], null);
      else if (removed.length > 0)
        for (const part of partsOf(removed)) this.#add([before, part], [path, []], 'removed');
      else for (const part of partsOf(added)) this.#add([before, []], [path, part], 'added');
    }
  }

  all(): readonly ChangedRun[] {
    return Array.from(this.#tally.net(), ({ from, to, lines, number }) => ({
      forward: bits(hashed(`${number}`, from + to)),
      inverse: bits(hashed(`${number}`, to + from)),
      lines,
    }));
  }

  #add([before, removed]: Place, [path, added]: Place, side: 'removed' | 'added' | null): void {
    this.#tally.add({
      from: hashed('lines', before, removed),
      to: hashed('lines', path, added),
      lines: removed.length + added.length,
      moved: side === null ? null : { side, text: hashed('text', '', side === 'removed' ? removed : added) },
    });
  }
}

/** Folders of notes that the next release takes away again, which undoes nothing. */
const NOTES_FOR_RELEASE =
  /(?:^|\/)(?:\.changeset|\.changes|\.nextchanges|changelog\.d|changelogs\/unreleased|newsfragments|news\.d)\//;

type Place = readonly [path: string, lines: readonly string[]];

const PART_LEAST = 4;

/** Parts end behind lines that say so themselves, of which every eighth does. */
function* partsOf(lines: readonly string[]): Generator<readonly string[], void> {
  let start = 0;
  for (const [index, line] of lines.entries()) {
    if (index + 1 - start < PART_LEAST || sumOf(line) >= 2 ** 29) continue;
    yield lines.slice(start, index + 1);
    start = index + 1;
  }
  if (start < lines.length) yield lines.slice(start);
}

/** FNV-1a of 32 bits over the line's UTF-16, mixed so that its high bits hang on every character. */
const sumOf = (line: string): number => {
  let sum = 0x811c9dc5;
  for (let at = 0; at < line.length; at += 1) sum = Math.imul(sum ^ line.charCodeAt(at), 0x01000193);
  return Math.imul(sum ^ (sum >>> 15), 0x2c1b3c6d) >>> 0;
};

/** Changed lines with no line between them that says something, those of adjoining hunks as one. */
function* blocksOf(hunks: readonly Hunk[]): Generator<readonly DiffLine[], void> {
  let block: DiffLine[] = [];
  let [oldNext, newNext] = [-1, -1];
  for (const { lines, oldStart, newStart } of hunks) {
    if (oldStart !== oldNext || newStart !== newNext) {
      if (block.length > 0) yield block;
      block = [];
    }
    [oldNext, newNext] = [oldStart, newStart];
    for (const line of lines) {
      if (line.kind !== 'added') oldNext += 1;
      if (line.kind !== 'deleted') newNext += 1;
      if (line.kind !== 'context') block.push(line);
      else if (block.length > 0 && !saysNothing(line.text)) {
        yield block;
        block = [];
      }
    }
  }
  if (block.length > 0) yield block;
}

/** The lines that say something, without the whitespace at their ends, a carriage return included. */
const saidIn = (block: readonly DiffLine[], kind: DiffLine['kind']): readonly string[] =>
  block.filter((line) => line.kind === kind && !saysNothing(line.text)).map(({ text }) => text.trimEnd());

/** Without the lines that both have at their ends: what only lost whitespace at its end did not change. */
const trimmed = (
  removed: readonly string[],
  added: readonly string[],
): readonly [readonly string[], readonly string[]] => {
  const least = Math.min(removed.length, added.length);
  let head = 0;
  while (head < least && removed[head] === added[head]) head += 1;
  let tail = 0;
  while (tail < least - head && removed.at(-1 - tail) === added.at(-1 - tail)) tail += 1;
  return [removed.slice(head, removed.length - tail), added.slice(head, added.length - tail)];
};
