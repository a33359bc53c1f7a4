import type { Change, FileChange, Finding, Hunk, Severity } from '../domain/index.ts';
import type { SignalContext } from './context.ts';
import type { Signal } from './signal.ts';

/** What the signals found, and what each of them read: the findings' order and the coverage ledger's input. */
export interface SignalReport {
  readonly findings: readonly Finding[];
  readonly readings: readonly {
    readonly source: string;
    readonly reads: (file: FileChange, hunk: Hunk) => boolean;
    readonly readsMessages: boolean;
  }[];
}

const WEIGHT: Readonly<Record<Severity, number>> = { high: 0, medium: 1, low: 2 };

/** By code unit, never by locale: the order must be the same on every machine. */
const compareText = (a: string, b: string): number => Number(a > b) - Number(a < b);

const bySeverityThenPlace = (a: Finding, b: Finding): number =>
  WEIGHT[a.severity] - WEIGHT[b.severity] ||
  compareText(a.file, b.file) ||
  a.line - b.line ||
  compareText(a.rule, b.rule) ||
  compareText(a.side, b.side);

/**
 * Runs the signals one after another on one change. Findings come high before medium before low, then by file, line
 * and rule. No signal reads a binary file. With no signals both lists are empty. A signal that
 * throws is broken, and so is the run: it rejects with the signal's own error rather than pass for "nothing found".
 */
export const runSignals = async (
  change: Change,
  signals: readonly Signal[],
  context: SignalContext,
): Promise<SignalReport> => {
  const findings: Finding[] = [];
  for (const signal of signals) {
    for (const finding of await signal.run(change, context)) findings.push(finding);
  }
  return {
    findings: findings.sort(bySeverityThenPlace),
    readings: signals.map((signal) => ({
      source: signal.id,
      reads: (file, hunk) => !file.binary && (signal.reads?.(file, hunk) ?? true),
      readsMessages: signal.readsMessages ?? false,
    })),
  };
};

/** Names the signals and their versions in one short text (`concealment@1,sast@1`), the same for any order of them. */
export const signalsVersion = (signals: readonly Signal[]): string =>
  signals
    .map(({ id, version }) => `${id}@${version}`)
    .sort(compareText)
    .join(',');
