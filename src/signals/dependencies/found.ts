import type { Severity } from '../../domain/index.ts';
import type { Found } from '../text/collect.ts';
import { quoteOf } from '../text/quote.ts';
import type { SideLine } from './reading.ts';

/** A finding about one line of a file of dependencies. */
export const found = (
  rule: string,
  severity: Severity,
  place: { readonly file: string; readonly line: SideLine; readonly side?: 'old' | 'new' },
  message: string,
): Found => ({
  source: 'dependencies',
  rule,
  severity,
  file: place.file,
  line: place.line.number,
  side: place.side ?? 'new',
  quote: () => quoteOf(place.line.text),
  message,
});
