import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, messageOf } from '../../domain/index.ts';
import { PERIODIC } from './enumerate.ts';
import { Lacks } from './lacks.ts';
import { lookAt } from './look-at.ts';
import type { BackfillNetwork, BackfillStore, Job, JobEnd } from './ports.ts';
import { SourceError } from './source-error.ts';
import { type BackfillReport, Tally } from './tally.ts';
import { targetOf } from './targets.ts';

export interface QueueOptions {
  readonly network: BackfillNetwork;
  readonly store: BackfillStore;
  /** Microseconds since 1970. */
  readonly nowUs: () => number;
  readonly signal: AbortSignal;
  /** Uniform in [0,1): spreads retries. */
  readonly random?: () => number;
  /** Targets looked at at once. */
  readonly atOnce?: number;
  /** Reads repositories even where their revision is as it was. */
  readonly force?: boolean;
  /** These targets alone, and what they lead to; without it, whatever is queued. */
  readonly only?: readonly string[];
  /** Goes on for ever: looks at everything again every so often, at its own moment. Without it, ends when no job is due. */
  readonly watch?: { readonly everyMs: number; readonly pollMs?: number };
  readonly onProgress?: (report: BackfillReport) => void;
  readonly onNotice?: (message: string) => void;
}

const AT_ONCE = 8;
/** How long a taken job belongs to who took it: one that was killed in the middle is taken up again after this. */
const CLAIM_US = 20 * 60 * 1_000_000;
const MOST_ATTEMPTS = 6;
const FIRST_RETRY_US = 60 * 1_000_000;
const LONGEST_RETRY_US = 6 * 60 * 60 * 1_000_000;
const MOST_PROBLEM = 500;
/** How often the queue is looked at while there is room. */
const POLL_MS = 1_000;
const TELL_EVERY_US = 60 * 60 * 1_000_000;
const PERIODIC_CHECK_US = 60 * 1_000_000;

/**
 * Works off the queue, a bounded number of targets at a time. A target whose source fails is tried again later, at
 * growing distances, and after a few times counts as failed, which stays visible; nothing is lost when the process dies,
 * for a target is done only when its records are durable.
 *
 * @returns what was done, when no job is due or the signal is aborted.
 * @throws AppError of the store; with `watch`, only one that trying again cannot help.
 */
export const runQueue = (options: QueueOptions): Promise<BackfillReport> => new QueueRun(options).run();

class QueueRun {
  readonly #options: QueueOptions;
  readonly #tally = new Tally();
  readonly #lacks: Lacks;
  readonly #only: Set<string> | null;
  readonly #running = new Map<string, Promise<void>>();
  #ended: JobEnd[] = [];
  #fault: unknown = null;
  readonly #toldUs = new Map<string, number>();
  #periodicAtUs = 0;

  constructor(options: QueueOptions) {
    this.#options = options;
    this.#lacks = new Lacks(options.nowUs);
    this.#only = options.only === undefined ? null : new Set(options.only);
    const atOnce = options.atOnce ?? AT_ONCE;
    if (!Number.isInteger(atOnce) || atOnce < 1) throw new RangeError(`atOnce=${atOnce} must be a whole number from 1`);
  }

  async run(): Promise<BackfillReport> {
    const { signal, watch, store } = this.#options;
    while (!signal.aborted && this.#fault === null) {
      try {
        // What ends while others are looked for may have led to more.
        const alone = this.#running.size === 0;
        const started = await this.#fill();
        if (this.#running.size > 0) await Promise.race([...this.#running.values(), this.#rest({ ref: false })]);
        else if (watch !== undefined) await this.#rest();
        else if (alone && !started) break;
        this.#options.onProgress?.(this.#tally.report(0));
      } catch (error) {
        this.#bear(error);
        await this.#rest();
      }
    }
    await Promise.all(this.#running.values());
    await this.#exchange(0);
    if (this.#fault !== null) throw this.#fault;
    return this.#tally.report((await store.leftOver()).waiting);
  }

  /** Starts as many jobs as there is room for. @returns whether any was started. */
  async #fill(): Promise<boolean> {
    const { watch, store, nowUs, atOnce = AT_ONCE } = this.#options;
    if (watch !== undefined && nowUs() >= this.#periodicAtUs) {
      this.#periodicAtUs = nowUs() + PERIODIC_CHECK_US;
      await store.queuePeriodic({ reason: PERIODIC, nowUs: nowUs(), periodUs: watch.everyMs * 1000 });
    }
    const room = atOnce - this.#running.size;
    const isLast = watch === undefined && this.#running.size === 0;
    const due = this.#ended.length > 0 || isLast || (room > 0 && (await store.isDue(nowUs())));
    const jobs = due ? await this.#exchange(room) : [];
    for (const job of jobs) {
      const work = this.#work(job).finally(() => this.#running.delete(job.target));
      this.#running.set(job.target, work);
    }
    return jobs.length > 0;
  }

  async #exchange(most: number): Promise<readonly Job[]> {
    const { store, nowUs, watch } = this.#options;
    const ended = this.#ended;
    this.#ended = [];
    const claim = {
      most,
      nowUs: nowUs(),
      untilUs: nowUs() + CLAIM_US,
      only: this.#only === null ? null : [...this.#only],
      // What a killed run left is taken up at the end: whoever else may be at it does the same work, and no harm.
      abandoned: watch === undefined && this.#running.size === 0,
    };
    const jobs = await store.exchange(ended, claim).catch((error: unknown) => {
      this.#ended = [...ended, ...this.#ended];
      throw error;
    });
    return jobs.filter((job) => !this.#running.has(job.target));
  }

  async #work(job: Job): Promise<void> {
    const { network, store, nowUs, signal, force = false } = this.#options;
    const onQueued = (targets: readonly string[]): void => {
      for (const target of targets) this.#only?.add(target);
    };
    try {
      await lookAt(job, { network, store, nowUs, signal, force, onQueued, tally: this.#tally, lacks: this.#lacks });
      this.#end(job, 'done', null);
    } catch (error) {
      if (signal.aborted) this.#end(job, 'back', null);
      else if (error instanceof SourceError) this.#failed(job, error);
      else {
        this.#end(job, 'back', null);
        this.#bear(error);
      }
    }
  }

  #failed(job: Job, error: SourceError): void {
    const problem = messageOf(error).slice(0, MOST_PROBLEM);
    const kind = targetOf(job.target)?.kind;
    if (kind === 'repo' || kind === 'tangled') this.#tally.fail(error.reason);
    // Hints are worth having, and no more: one word for all of them will do.
    if (kind === 'about' || kind === 'pulls') this.#tally.note(problem);
    else this.#tally.problem(job.target, problem);
    this.#tell(error.reason, problem);
    this.#end(job, error.retryable && job.attempts + 1 < MOST_ATTEMPTS ? 'again' : 'failed', problem);
  }

  /** Whoever goes on for ever says what fails when it does: of each kind one, once an hour. */
  #tell(reason: string, problem: string): void {
    const { watch, nowUs, onNotice } = this.#options;
    if (watch === undefined || nowUs() < (this.#toldUs.get(reason) ?? 0) + TELL_EVERY_US) return;
    this.#toldUs.set(reason, nowUs());
    onNotice?.(`${problem}; it is tried again later`);
  }

  #end({ target, queuedAtUs, attempts }: Job, kind: JobEnd['kind'], problem: string | null): void {
    const { nowUs, random = Math.random } = this.#options;
    const pauseUs = Math.min(FIRST_RETRY_US * 4 ** attempts, LONGEST_RETRY_US) * (0.5 + random());
    const againAtUs = kind === 'again' ? nowUs() + Math.round(pauseUs) : nowUs();
    this.#ended.push({ target, queuedAtUs, kind, problem, atUs: nowUs(), againAtUs });
  }

  /** A store that is held by somebody else is waited for when there is no end to come to anyway. */
  #bear(error: unknown): void {
    const { watch, onNotice } = this.#options;
    const passes = watch !== undefined && error instanceof AppError && error.retryable;
    if (passes) onNotice?.(`backfill waits: ${messageOf(error)}`);
    else this.#fault ??= error;
  }

  async #rest({ ref = true } = {}): Promise<void> {
    const { signal, watch } = this.#options;
    await sleep(watch?.pollMs ?? POLL_MS, undefined, { signal, ref }).catch(() => undefined);
  }
}
