import type { Change, FileChange, Finding } from '../domain/index.ts';

/**
 * A machine that reads the lines of a change's text files on which its kind of finding can stand, and reports what it
 * finds. `reads` says of which files that is (default: of every text file), for the coverage ledger. `id` is the findings'
 * `source`; `version` counts up whenever the same change could give other findings, so that stored ones are made anew.
 * `run` is a function of the change alone. A finding names a line that the change adds (side `new`) or deletes (side
 * `old`) and quotes it; one about a file's name has a rule that starts with `path-`, line 1, and quotes the name.
 * A quote has at most 160 characters, secrets masked and invisible characters spelled out as `\u{202E}`. At most 50
 * findings per rule and file are kept; the last of them then says how many more there were. It throws only if broken.
 */
export interface Signal {
  readonly id: string;
  readonly version: number;
  reads?(file: FileChange): boolean;
  run(change: Change): Promise<readonly Finding[]> | readonly Finding[];
}
