import { note } from './output.ts';

const FORCED_AFTER_MS = 10_000;

/** Aborted by Ctrl-C or a request to end. Whatever is still stuck ten seconds later is given up. */
export const stopOnSignals = (): AbortController => {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => {
      note('stopping');
      stop.abort();
      setTimeout(() => process.exit(1), FORCED_AFTER_MS).unref();
    });
  }
  return stop;
};
