import type { Change, FileChange } from '../../domain/index.ts';
import type { Signal } from '../signal.ts';
import { collect, type Found } from '../text/collect.ts';
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

function* inFile(file: FileChange): Generator<Found> {
  const { path } = file;
  const isCode = !PROSE.test(path) && !TRANSLATION.test(path);
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

function* report(change: Change): Generator<Found> {
  for (const file of change.files) yield* inFile(file);
}

/**
 * Characters that make a change read otherwise than it runs (Boucher and Anderson, "Trojan Source", 2021): controls of
 * the direction of text, invisible characters, and words of letters from two alphabets, in added lines and in paths.
 * What scripts and emoji need is left alone: joiners between their letters, tags in flags, a byte order mark at the
 * start of a file, direction marks in right-to-left prose.
 */
export const concealment: Signal = {
  id: 'concealment',
  version: 1,
  run: (change) => collect(report(change)),
};
