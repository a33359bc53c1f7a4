import type { ModelReply } from './model.ts';

/** What a call was for. */
export type Purpose = 'review' | 'part' | 'step' | 'answer' | 'probe';

/** A call as it is kept before it goes out. */
export interface BegunCall {
  readonly requestHash: string;
  /** The id asked for. */
  readonly model: string;
  readonly promptHash: string;
  readonly purpose: Purpose;
  readonly diffHash: string;
  /** The most it can cost, in millionths of a US dollar: its cost until it is settled. */
  readonly estimateMicros: number;
}

/** How a call ended. */
export interface SettledCall {
  readonly requestHash: string;
  /** Null when none came, or none whole. */
  readonly reply: ModelReply | null;
  /** Whether the reply says what was asked for; `find` answers no other. */
  readonly usable: boolean;
  /** In millionths of a US dollar. */
  readonly costMicros: number;
}

/**
 * Every call and what it cost, so that none is paid for twice and no budget overspent, even where a process was killed
 * in between. Calls are counted on the UTC day on which they began.
 */
export interface Journal {
  /** The newest reply to this request that is usable, or null. */
  find(requestHash: string): Promise<ModelReply | null>;
  /** Durable when it resolves. Calls of the same hash are counted one by one: one that never settled keeps its estimate. */
  begin(call: BegunCall): Promise<void>;
  /** Ends the newest call of this hash that began and has not ended; durable when it resolves. Nothing where there is none. */
  settle(call: SettledCall): Promise<void>;
  /** Cost of all calls of the UTC day in millionths of a US dollar, those under way with their estimate. */
  spentTodayMicros(): Promise<number>;
}

const DAY_MS = 86_400_000;

/** A journal that ends with the process. `nowMs` is in milliseconds since 1970. */
export const memoryJournal = (nowMs: () => number = Date.now): Journal => {
  const calls: { readonly begun: BegunCall; readonly day: number; settled: SettledCall | null }[] = [];
  const today = (): number => Math.floor(nowMs() / DAY_MS);
  return {
    find: async (hash) =>
      calls.findLast(({ settled }) => settled?.requestHash === hash && settled.usable)?.settled?.reply ?? null,
    begin: async (begun) => {
      calls.push({ begun, day: today(), settled: null });
    },
    settle: async (settled) => {
      const call = calls.findLast(({ begun, settled: before }) => !before && begun.requestHash === settled.requestHash);
      if (call) call.settled = settled;
    },
    spentTodayMicros: async () =>
      calls
        .filter(({ day }) => day === today())
        .reduce((sum, { begun, settled }) => sum + (settled?.costMicros ?? begun.estimateMicros), 0),
  };
};
