import type { PassOptions, ScoringStore } from '../../src/pipeline/index.ts';

type Work = (...args: never[]) => Promise<unknown>;

/** Milliseconds by what they went into. Work that is waited for together counts in each. */
export class Stopwatch {
  readonly spentMs = new Map<string, number>();

  /** The same work, measured under a name. */
  timed<Fn extends Work>(name: string, work: Fn): Fn {
    const measured = async (...args: Parameters<Fn>): Promise<unknown> => {
      const start = performance.now();
      try {
        return await work(...args);
      } finally {
        this.spentMs.set(name, (this.spentMs.get(name) ?? 0) + performance.now() - start);
      }
    };
    return measured as Fn;
  }

  /** What is not under any name went into `rest`. */
  split(wholeMs: number, rest: string): string {
    const parts = [...this.spentMs].filter(([, ms]) => ms >= 1);
    const other = wholeMs - parts.reduce((sum, [, ms]) => sum + ms, 0);
    return [...parts, [rest, other] as const]
      .sort((a, b) => b[1] - a[1])
      .map(([name, ms]) => `${name} ${(ms / 1000).toFixed(2)} s`)
      .join(', ');
  }
}

/** A pass's ends with a watch on each. */
export const watched = (watch: Stopwatch, store: ScoringStore, options: PassOptions) => {
  const { analyst, patches, neighbours, trust, backtest, reviews, discussions } = options;
  const measured: PassOptions = {
    ...options,
    analyst: { ...analyst, analyse: watch.timed('read diffs', analyst.analyse) },
    patches: {
      blob: watch.timed('fetch patches', (cid: string) => patches.blob(cid)),
      ...(patches.texts && { texts: watch.timed('fetch patches', patches.texts) }),
    },
    ...(neighbours && { neighbours: { find: watch.timed('neighbours', () => neighbours.find()) } }),
    ...(trust && { trust: watch.timed('trust', trust) }),
    ...(backtest && { backtest: watch.timed('backtest', backtest) }),
    ...(reviews && { reviews: watch.timed('reviews and discussions', reviews) }),
    ...(discussions && { discussions: watch.timed('reviews and discussions', discussions) }),
  };
  const timedStore: ScoringStore = {
    ...store,
    load: watch.timed('load', store.load),
    analyses: watch.timed('load analyses', store.analyses),
    keep: watch.timed('keep', store.keep),
    ...(store.news && { news: watch.timed('news', store.news) }),
    ...(store.noteDecided && { noteDecided: watch.timed('keep', store.noteDecided) }),
  };
  return { store: timedStore, options: measured };
};
