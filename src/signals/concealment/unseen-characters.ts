import type { FileChange } from '../../domain/index.ts';
import type { Found } from '../text/collect.ts';
import { quoteOf } from '../text/quote.ts';
import { type Hidden, hiddenIn, type Setting } from './hidden-characters.ts';
import { type MixedWord, mixedWordsIn } from './mixed-scripts.ts';

/** Files that hold text for people; anything else is taken for code. */
const PROSE =
  /\.(?:md|markdown|mdx|rst|txt|adoc|org|html?|po|pot|ftl|strings|xlf|xliff|arb|resx|properties|srt|vtt|tex|csv|tsv|svg)$/i;
/** Translations live in data files too. */
const TRANSLATION =
  /(?:^|[/_.-])(?:locales?|i18n|l10n|lang|langs|languages|translations?|messages|values-[a-z]{2})(?=[/_.-])/i;

const MESSAGES: Readonly<Record<string, string>> = {
  'bidi-control': 'contains a control that changes the direction of text, so what is read is not what is run',
  'bidi-mark': 'contains an invisible mark for the direction of text, so what is read may not be what is run',
  'bidi-mark-in-prose': 'contains an invisible mark for the direction of text, though no text in it runs right to left',
  'hidden-text': 'contains a run of invisible characters that can carry a hidden message',
  'invisible-letter': 'contains a letter that shows as a blank, so it may name something that cannot be seen',
  'control-character': 'contains a control character that terminals obey instead of showing it',
  'zero-width-in-word': 'contains an invisible character inside a word, so two names that look equal are not',
  'zero-width': 'contains an invisible character',
  homoglyph: 'mixes Latin letters with ones of another alphabet that look the same, so a name is not what it seems',
  'mixed-scripts': 'mixes letters of two alphabets in one word',
};

const PLAIN = /^[\t\x20-\x7e]*\r?$/;

const unseenIn = (text: string, setting: Setting): readonly (Hidden | MixedWord)[] =>
  PLAIN.test(text) ? [] : [...hiddenIn(text, setting), ...mixedWordsIn(text)];

const finding = (
  rule: string,
  seen: Hidden | MixedWord,
  where: { file: string; line: number; text: string },
): Found => ({
  source: 'concealment',
  rule,
  severity: seen.severity,
  file: where.file,
  line: where.line,
  side: 'new',
  quote: () => quoteOf(where.text, seen.at),
  message: `This ${rule === seen.rule ? 'line' : "file's name"} ${MESSAGES[seen.rule]}.`,
});

/** Whether the file holds code, where invisible characters and foreign letters have no business; prose may need them. */
export const holdsCode = (path: string): boolean => !PROSE.test(path) && !TRANSLATION.test(path);

/** Invisible characters and words of two alphabets in the file's name and in the lines it adds. */
export function* unseenCharacters(file: FileChange): Generator<Found> {
  const { path } = file;
  const isCode = holdsCode(path);
  if (file.kind !== 'deleted') {
    for (const seen of unseenIn(path, { isCode: true, startsFile: false })) {
      yield finding(`path-${seen.rule}`, seen, { file: path, line: 1, text: path });
    }
  }
  for (const hunk of file.hunks) {
    for (const { kind, text, newLine } of hunk.lines) {
      if (kind !== 'added') continue;
      for (const seen of unseenIn(text, { isCode, startsFile: newLine === 1 })) {
        yield finding(seen.rule, seen, { file: path, line: newLine ?? 0, text });
      }
    }
  }
}
