import type { DiffLine, FileChange } from '../../../domain/index.ts';
import type { Found } from '../../text/collect.ts';
import { quoteOf } from '../../text/quote.ts';
import { isTest } from './paths.ts';

/**
 * A finding of these rules on one changed line. What is high is medium in a test, for tests serve no strangers; below
 * medium no name lowers it, for a name is the author's to choose.
 */
export const report = (
  rule: Pick<Found, 'severity' | 'message'> & { readonly id: string },
  file: FileChange,
  line: DiffLine,
): Found => ({
  source: 'sast',
  rule: rule.id,
  severity: rule.severity === 'high' && isTest(file) ? 'medium' : rule.severity,
  file: file.path,
  line: line.newLine ?? line.oldLine ?? 0,
  side: line.kind === 'deleted' ? 'old' : 'new',
  quote: () => quoteOf(line.text),
  message: rule.message,
});
