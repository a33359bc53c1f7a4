import type { DiffLine, Hunk } from '../../domain/index.ts';
import type { Ecosystem } from '../context.ts';

/** One line of one side of a hunk: of the file before the change, or of the file after it. */
export interface SideLine {
  readonly text: string;
  /** 1-based, in that side's file. */
  readonly number: number;
  /** Added on the new side, deleted on the old one; otherwise context, which stands on both. */
  readonly isChanged: boolean;
}

/** Something a line says. */
export interface Stated {
  readonly value: string;
  readonly line: SideLine;
}

/** A hash of what is downloaded; `of` is the file's name where a package has several, otherwise empty. */
export interface StatedHash extends Stated {
  readonly of: string;
  readonly algorithm: string;
}

/** One package as one side of a manifest or lock file states it. */
export interface Entry {
  readonly ecosystem: Ecosystem;
  readonly name: Stated;
  /** As written, without quotes: a version in a lock file, mostly a range in a manifest. */
  readonly version: Stated | null;
  /** The lowest version it allows; null when that cannot be told. */
  readonly lowest: string | null;
  /** True when `lowest` is the only version it allows. */
  readonly isExact: boolean;
  /** Where it comes from, when stated: an address, a path, or what the format has for it. */
  readonly source: Stated | null;
  readonly hashes: readonly StatedHash[];
  /** The line that says it runs code of its own when it is installed. */
  readonly runsCode: Stated | null;
}

/**
 * Something else that decides what is installed: where packages come from (`registry`), that a check is off
 * (`unchecked`), one package in another's place (`replace`), a command run on installing (`script`).
 */
export interface Setting {
  readonly kind: 'registry' | 'unchecked' | 'replace' | 'script';
  readonly ecosystem: Ecosystem;
  /** What is set, the same on both sides. */
  readonly key: string;
  readonly value: Stated;
}

/** What one side of a hunk, or of a whole file, says. */
export interface Reading {
  readonly entries: readonly Entry[];
  readonly settings: readonly Setting[];
  /** Changed lines that speak of a package whose name is not in sight. */
  readonly unnamed: readonly SideLine[];
}

/** Reads one side of one hunk. `startsFile`: its first line is the file's. Linear, never throws, guesses no names. */
export type Reader = (lines: readonly SideLine[], startsFile: boolean) => Reading;

/** No line of these formats is longer; what is, is not read but counted among the unnamed. */
export const LONGEST_LINE_CHARS = 16_384;

const sideLine = (line: DiffLine, side: 'old' | 'new'): SideLine => ({
  text: line.text.endsWith('\r') ? line.text.slice(0, -1) : line.text,
  number: (side === 'new' ? line.newLine : line.oldLine) ?? 0,
  isChanged: line.kind !== 'context',
});

/** One side's lines of a hunk, in order. */
export const sideOf = ({ lines }: Hunk, side: 'old' | 'new'): readonly SideLine[] =>
  lines.filter(({ kind }) => kind !== (side === 'new' ? 'deleted' : 'added')).map((line) => sideLine(line, side));
