/** The most runs kept of one patch. */
export const RUNS_LIMIT = 4096;

/** Of a patch that does more than this nothing is counted. */
const COUNTED_LIMIT = 65_536;

/** One thing that a patch does: it turns `from` into `to`, both hashes of where and what. */
export interface RunDone {
  readonly from: string;
  readonly to: string;
  readonly lines: number;
  /** Of a run that only removes or only adds lines: a hash of the lines without their path. */
  readonly moved: { readonly side: 'removed' | 'added'; readonly text: string } | null;
}

interface Counted extends RunDone {
  count: number;
}

/**
 * Counts what a patch does and says what is left of it in the end: of more than `limit` runs those with the least hashes,
 * whichever way round they go.
 */
export class RunTally {
  readonly #counted = new Map<string, Counted>();
  #added = 0;
  readonly #limit: number;

  constructor(limit: number = RUNS_LIMIT) {
    this.#limit = limit;
  }

  add(done: RunDone): void {
    this.#added += 1;
    if (!this.isOver) this.#count(done, 1);
  }

  /** Whether there are so many that nothing will be left. */
  get isOver(): boolean {
    return this.#added > COUNTED_LIMIT;
  }

  /** What is done on the whole, each time with its number from 0: without what the patch takes back, and with moves as such. */
  *net(): Generator<RunDone & { readonly number: number }, void> {
    if (this.isOver) return;
    this.#cancel();
    this.#joinMoves();
    let left = this.#limit;
    for (const run of [...this.#counted.values()].sort(byKey)) {
      for (let number = 0; number < run.count && left > 0; number += 1, left -= 1) yield { ...run, number };
    }
  }

  #count(done: RunDone, count: number): void {
    if (done.from === done.to) return;
    const known = this.#counted.get(done.from + done.to);
    if (known === undefined) this.#counted.set(done.from + done.to, { ...done, count });
    else known.count += count;
  }

  #cancel(): void {
    for (const run of this.#counted.values()) {
      const back = this.#counted.get(run.to + run.from);
      const both = Math.min(run.count, back?.count ?? 0);
      run.count -= both;
      if (back !== undefined) back.count -= both;
    }
  }

  /** Lines taken out in one place and put in at another are one run. Places are paired in the order of their hashes. */
  #joinMoves(): void {
    const texts = Map.groupBy(
      [...this.#counted.values()].filter(({ moved, count }) => moved !== null && count > 0),
      ({ moved }) => moved?.text,
    );
    for (const runs of texts.values()) {
      const taken = runs.filter(({ moved }) => moved?.side === 'removed').sort((a, b) => (a.from < b.from ? -1 : 1));
      const put = runs.filter(({ moved }) => moved?.side === 'added').sort((a, b) => (a.to < b.to ? -1 : 1));
      for (const [index, out] of taken.entries()) {
        const into = put[index];
        if (into === undefined) break;
        const both = Math.min(out.count, into.count);
        out.count -= both;
        into.count -= both;
        this.#count({ from: out.from, to: into.to, lines: out.lines + into.lines, moved: null }, both);
      }
    }
  }
}

/** The same for a run and its inverse. */
const keyOf = ({ from, to }: RunDone): string => (from < to ? from + to : to + from);
const byKey = (a: RunDone, b: RunDone): number => (keyOf(a) < keyOf(b) ? -1 : 1);
