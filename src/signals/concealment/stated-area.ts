import type { Change, CommitMessage, FileChange } from '../../domain/index.ts';
import { messageName } from '../signal.ts';
import type { Found } from '../text/collect.ts';
import { quoteOf } from '../text/quote.ts';
import { type Claim, claimOf } from './message-claims.ts';
import { isOutside } from './outside-claim.ts';
import { changesTokens } from './token-change.ts';

const CLAIMED: Readonly<Record<Claim, string>> = {
  docs: 'documentation or comments',
  typo: 'the spelling of words',
  tests: 'tests',
  format: 'the formatting of code',
  translation: 'translations',
  dependencies: 'dependencies',
};

/** Shorter names are words of any message. */
const NAME_LEAST_CHARS = 4;
/** A message longer than this is not searched to its end for a file's name. */
const MESSAGE_MAX_CHARS = 20_000;

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Whether the author says that this file changes, too. */
const isNamed = (file: FileChange, message: string): boolean => {
  const name = baseName(file.path);
  return name.length >= NAME_LEAST_CHARS && message.includes(name);
};

const firstOutside = (claim: Claim, files: readonly FileChange[], message: string): FileChange | undefined =>
  files.find((file) => (claim === 'format' ? changesTokens(file) : isOutside(claim, file)) && !isNamed(file, message));

const found = (claim: Claim, file: FileChange, message: CommitMessage, index: number): Found => ({
  source: 'concealment',
  rule: 'message-outside-stated-area',
  severity: 'medium',
  file: messageName(index),
  line: 1,
  side: 'new',
  quote: () => quoteOf(message.lines[0] ?? ''),
  message: `The message says that the commit changes ${CLAIMED[claim]}, and it changes more, first in ${quoteOf(file.path)}.`,
});

/**
 * Commits whose subject says that they change nothing but documents, spelling, tests, formatting, translations or
 * dependencies, and that change code besides. A file that the message names is stated, whatever the subject says.
 */
export function* statedArea(change: Change): Generator<Found> {
  for (const [index, message] of change.messages.entries()) {
    const claim = claimOf(message.lines[0] ?? '');
    if (claim === null) continue;
    const files = change.files.slice(message.firstFile, change.messages[index + 1]?.firstFile ?? change.files.length);
    const text = message.lines.join('\n').slice(0, MESSAGE_MAX_CHARS);
    const file = firstOutside(claim, files, text);
    if (file !== undefined) yield found(claim, file, message, index);
  }
}
