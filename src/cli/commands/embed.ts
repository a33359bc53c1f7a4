import { setTimeout as sleep } from 'node:timers/promises';
import { type Command, InvalidArgumentError } from 'commander';
import { AppError, messageOf, UsageError } from '../../domain/index.ts';
import type { EmbedReport } from '../../pipeline/index.ts';
import { embedOnce } from '../diff-embeddings.ts';
import { note, print, printJson, progress } from '../output.ts';
import { stopOnSignals } from '../stop-signal.ts';
import { type Surroundings, surroundings } from '../surroundings.ts';

interface EmbedFlags {
  readonly build?: boolean;
  readonly watch?: boolean;
  readonly interval: number;
  readonly json?: boolean;
}

const seconds = (text: string): number => {
  if (!/^\d+(\.\d+)?$/.test(text) || !(Number(text) > 0 && Number(text) <= 86_400)) {
    throw new InvalidArgumentError('must be seconds, over 0 and at most 86400');
  }
  return Number(text);
};

export const registerEmbed = (program: Command): void => {
  program
    .command('embed')
    .description('diff vectors for the slop signal: what pull requests are like')
    .option('--build', 'embed the patch of every pull request that is not embedded yet')
    .option('--watch', 'go on, once after each change')
    .option('--interval <seconds>', 'how often to look for changes', seconds, 5)
    .option('--json', 'print one JSON document; with --watch one line for each run that did something')
    .action(async (flags: EmbedFlags) => {
      if (!flags.build) throw new UsageError('nothing to do: give --build, and --watch to go on');
      const around = surroundings();
      const stop = stopOnSignals();
      if (flags.watch) return watch(around, flags, stop.signal);
      const report = await build(around, stop.signal);
      if (report !== null) tell(report, flags.json ? printJson : null);
      if (stop.signal.aborted) process.exitCode = 1;
    });
};

const build = async (around: Surroundings, signal: AbortSignal): Promise<EmbedReport | null> => {
  const bar = progress('embedding');
  try {
    return await embedOnce(around, { signal, onProgress: (done, of) => bar.show(`${done} of ${of} patches`) });
  } finally {
    bar.done();
  }
};

const watch = (around: Surroundings, { interval, json }: EmbedFlags, signal: AbortSignal): Promise<void> => {
  note('embedding what comes in; Ctrl-C stops');
  const onReport = (report: EmbedReport): void => tell(report, json ? (value) => print(JSON.stringify(value)) : null);
  return embedLoop(around, { intervalMs: interval * 1000, signal, onReport });
};

/**
 * Embeds for ever, after each change of the database; tells the first run and those that embedded something. A run that
 * fails in a way that can pass is told and repeated. Ends when aborted.
 */
export const embedLoop = async (
  around: Surroundings,
  options: { intervalMs: number; signal: AbortSignal; onReport: (report: EmbedReport) => void },
): Promise<void> => {
  const { intervalMs, signal, onReport } = options;
  for (let seen = '', first = true; !signal.aborted; ) {
    const mark = around.store.mark();
    if (mark !== seen) {
      try {
        const report = await embedOnce(around, { signal });
        if (report !== null && (first || report.embedded > 0)) onReport(report);
        [seen, first] = [mark, false];
      } catch (error) {
        if (signal.aborted) return;
        if (!(error instanceof AppError && error.retryable)) throw error;
        note(`embedding failed, trying again: ${messageOf(error)}`);
      }
    }
    await sleep(intervalMs, undefined, { signal }).catch(() => undefined);
  }
};

const tell = (report: EmbedReport, json: ((value: unknown) => void) | null): void => {
  if (json === null) print(embedInWords(report));
  else json(report);
};

/** What an embedding run did, in one line. */
export const embedInWords = ({ provider, model, embedded, already, skipped, total }: EmbedReport): string => {
  const left = Object.entries(skipped).map(([reason, count]) => `${count} ${reason}`);
  const done = [`${embedded} embedded`, `${already} were`, ...left];
  return `${total} pull requests: ${done.join(', ')} (${provider} ${model})`;
};
