import type { DiffLine, FileChange, Severity } from '../../../domain/index.ts';
import type { Found } from '../../text/collect.ts';
import { quoteOf } from '../../text/quote.ts';
import { TEST_PATH } from './paths.ts';

const BELOW: Readonly<Record<Severity, Severity>> = { high: 'medium', medium: 'low', low: 'low' };

/** A finding of these rules on one changed line. In a test it weighs one step less: tests serve no strangers. */
export const report = (
  rule: { readonly id: string; readonly severity: Severity; readonly message: string },
  file: FileChange,
  line: DiffLine,
): Found => ({
  source: 'sast',
  rule: rule.id,
  severity: TEST_PATH.test(file.path) ? BELOW[rule.severity] : rule.severity,
  file: file.path,
  line: line.newLine ?? line.oldLine ?? 0,
  side: line.kind === 'deleted' ? 'old' : 'new',
  quote: () => quoteOf(line.text),
  message: rule.message,
});
