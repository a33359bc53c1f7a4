import type { FileChange, Severity } from '../../domain/index.ts';
import type { Found } from '../text/collect.ts';
import { quoteOf } from '../text/quote.ts';

/** What a rule has to say: its name, how much it weighs, and why in one sentence. */
export interface Said {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
}

/** A finding about the file's name or mode. The rule starts with `path-`, and the quote is the name. */
export const foundInName = (file: Pick<FileChange, 'path' | 'kind'>, said: Said): Found => ({
  source: 'concealment',
  ...said,
  file: file.path,
  line: 1,
  side: file.kind === 'deleted' ? 'old' : 'new',
  quote: () => quoteOf(file.path),
});

/** A finding about an added line; `at` is the position in it that the quote shows. */
export const foundInLine = (
  where: { readonly file: string; readonly line: number | null; readonly text: string; readonly at?: number },
  said: Said,
): Found => ({
  source: 'concealment',
  ...said,
  file: where.file,
  line: where.line ?? 1,
  side: 'new',
  quote: () => quoteOf(where.text, where.at ?? 0),
});
