import { randomFrom } from '../../src/learn/index.ts';
import type { Danger } from '../../test/hostile/dangers.ts';
import { diffText, type FileText, type HunkText } from '../../test/hostile/diff-text.ts';
import { MARKDOWN, QUERIES, SETTINGS, STYLES } from './scenes/documents.ts';
import { GO } from './scenes/go.ts';
import { JAVA } from './scenes/java.ts';
import { PYTHON } from './scenes/python.ts';
import { RUST } from './scenes/rust.ts';
import type { Language } from './scenes/scene.ts';
import { TYPESCRIPT } from './scenes/typescript.ts';
import { oneOf, wordsFrom } from './words.ts';

/** How long a diff, and where in it the danger. */
export interface LongDiffOptions {
  /** Least length, at four bytes to a token (code has fewer to one); above 0, at most a million. Default: 100,000. */
  readonly tokens?: number;
  /** Where the danger stands, as a share of the text: 0 is the first hunk of the first file, 1 the last of the last. */
  readonly plantAt: number;
  /** Null for a diff without one. */
  readonly danger: Danger | null;
  /** Whole number; other seeds give other ordinary changes. Default: 1. */
  readonly seed?: number;
}

const BYTES_PER_TOKEN = 4;
const MOST_TOKENS = 1_000_000;
const MOST_HUNKS = 6;

/** Languages by how many of ten files are in them. */
const LANGUAGES: readonly Language[] = [
  ...[TYPESCRIPT, TYPESCRIPT, PYTHON, PYTHON, GO, GO, RUST, JAVA, MARKDOWN],
  ...[TYPESCRIPT, PYTHON, GO, RUST, JAVA, STYLES, QUERIES, SETTINGS],
];

const ordinaryFile = (random: () => number, taken: ReadonlySet<string>): FileText => {
  const language = oneOf(LANGUAGES, random);
  let path = language.path(wordsFrom(random));
  for (let at = 2; taken.has(path); at += 1) path = path.replace(/(?:_\d+)?(?=\.\w+$)/, `_${at}`);
  const hunks: HunkText[] = [];
  let oldStart = 1;
  for (let count = 1 + Math.floor(random() * MOST_HUNKS); count > 0; count -= 1) {
    oldStart += 4 + Math.floor(random() * 60);
    const lines = oneOf(language.scenes, random)(wordsFrom(random));
    hunks.push({ oldStart, lines });
    oldStart += lines.length;
  }
  return { path, hunks };
};

const check = ({ tokens = 100_000, plantAt, seed = 1 }: LongDiffOptions): void => {
  if (!(plantAt >= 0 && plantAt <= 1)) throw new RangeError(`plantAt must be from 0 to 1, not ${plantAt}`);
  if (!(tokens > 0 && tokens <= MOST_TOKENS))
    throw new RangeError(`tokens must be above 0 and at most ${MOST_TOKENS}, not ${tokens}`);
  if (!Number.isSafeInteger(seed)) throw new RangeError(`seed must be a whole number, not ${seed}`);
};

/**
 * A long git diff of ordinary, varied changes in nine languages, made up from a seed, with one dangerous file between
 * two others where the share of the text asked for is reached. The ordinary files are the same wherever it stands. Same
 * arguments, same text. @throws RangeError for an option out of its range.
 */
export const longDiff = (options: LongDiffOptions): string => {
  check(options);
  const { tokens = 100_000, plantAt, danger, seed = 1 } = options;
  const random = randomFrom(seed);
  const planted = danger === null ? '' : diffText([danger.file]);
  const taken = new Set(danger === null ? [] : [danger.file.path]);
  const files: string[] = [];
  let length = planted.length;
  while (length < tokens * BYTES_PER_TOKEN) {
    const file = ordinaryFile(random, taken);
    taken.add(file.path);
    const text = diffText([file]);
    files.push(text);
    length += text.length;
  }
  let before = 0;
  const reached = files.findIndex((text) => {
    if (before >= plantAt * (length - planted.length)) return true;
    before += text.length;
    return false;
  });
  return files.toSpliced(reached === -1 ? files.length : reached, 0, planted).join('');
};
