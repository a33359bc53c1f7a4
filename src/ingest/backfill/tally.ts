/** What a backfill did. Failures and refusals are counted by reason. */
export interface BackfillReport {
  readonly repositories: {
    /** Looked at in full. */
    readonly read: number;
    /** At the same revision as when they were last read. */
    readonly unchanged: number;
    /** Deleted, deactivated, suspended or taken down. */
    readonly gone: number;
    readonly failed: Readonly<Record<string, number>>;
  };
  readonly records: {
    readonly listed: number;
    /** Events that were not kept before, deletes and news of accounts among them. */
    readonly fresh: number;
    /** Records held that are no longer there. */
    readonly deleted: number;
    /** Listed, but no record of the repository, or one that says nothing that could be read. */
    readonly rejected: Readonly<Record<string, number>>;
  };
  /** Repositories that the relay named. */
  readonly enumerated: number;
  /** Pull requests whose state the appview told. */
  readonly pullStates: number;
  /** Hints that were not to be had, and what is left out for want of them. */
  readonly notes: readonly string[];
  /** What failed and why, by target: the first of them. */
  readonly problems: readonly { readonly target: string; readonly problem: string }[];
  /** Targets left for a later try. */
  readonly waiting: number;
}

const MOST_TOLD = 50;

/** Counts while work goes on. */
export class Tally {
  readonly repositories = { read: 0, unchanged: 0, gone: 0, failed: {} as Record<string, number> };
  readonly records = { listed: 0, fresh: 0, deleted: 0, rejected: {} as Record<string, number> };
  enumerated = 0;
  pullStates = 0;
  readonly #notes = new Set<string>();
  readonly #problems = new Map<string, string>();

  reject(reason: string): void {
    this.records.rejected[reason] = (this.records.rejected[reason] ?? 0) + 1;
  }

  fail(reason: string): void {
    this.repositories.failed[reason] = (this.repositories.failed[reason] ?? 0) + 1;
  }

  note(text: string): void {
    if (this.#notes.size < MOST_TOLD) this.#notes.add(text);
  }

  problem(target: string, text: string): void {
    if (this.#problems.size < MOST_TOLD) this.#problems.set(target, text);
  }

  report(waiting: number): BackfillReport {
    return structuredClone({
      repositories: this.repositories,
      records: this.records,
      enumerated: this.enumerated,
      pullStates: this.pullStates,
      notes: [...this.#notes],
      problems: [...this.#problems].map(([target, problem]) => ({ target, problem })),
      waiting,
    });
  }
}
