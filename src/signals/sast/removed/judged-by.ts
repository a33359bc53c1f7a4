import type { Change, FileChange } from '../../../domain/index.ts';
import { namesOf, oncePerNames } from '../../text/names-of.ts';
import { PROSE } from '../constant-time/prose.ts';
import { CODE_PATH, isTest, TEST_PATH } from './paths.ts';

/** What a file is judged as. */
export interface Judged {
  /** The name that it is judged by: of those it has in the change, code before tests, and both before prose. */
  readonly path: string;
  readonly isProse: boolean;
  /** Whether it runs in tests alone: by its name, which the change leaves as it is. */
  readonly isTest: boolean;
}

const judge = oncePerNames((names: readonly string[]): Judged => {
  const path =
    names.find((name) => CODE_PATH.test(name) && !TEST_PATH.test(name)) ??
    names.find((name) => CODE_PATH.test(name)) ??
    names.find((name) => !PROSE.test(name)) ??
    names[0] ??
    '';
  return { path, isProse: PROSE.test(path), isTest: names.length === 1 && isTest({ path, oldPath: null }) };
});

/** Says what each file of a change is judged as: a name that an author picks for a while excuses nothing. */
export const judgedIn = (change: Change): ((file: FileChange) => Judged) => {
  const names = namesOf(change);
  return (file) => judge(names(file));
};
