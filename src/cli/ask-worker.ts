import type { Worker } from 'node:worker_threads';
import { InvariantError } from '../domain/index.ts';

/** How to ask. */
export interface Question {
  /** Posts the question, in as many messages as it takes. */
  readonly send: () => void | Promise<void>;
  readonly signal?: AbortSignal | undefined;
}

/** Asks a worker of one's own for the length of the question. The question is made when its turn comes. */
export type Ask = <Reply extends object>(question: (worker: Worker) => Question) => Promise<Reply>;

/**
 * A worker's answer: its next message. It keeps the process alive until then. @throws the signal's reason when aborted,
 * whatever ended the worker, InvariantError for a reply that is a `fault`; the worker is then of no use any more.
 */
const askWorker = async <Reply extends object>(worker: Worker, { send, signal }: Question): Promise<Reply> => {
  signal?.throwIfAborted();
  worker.ref();
  const { promise, resolve, reject } = Promise.withResolvers<Reply | { readonly fault: string }>();
  const onExit = (): void => reject(new InvariantError('a thread ended at work'));
  const onAbort = (): void => reject(signal?.reason);
  worker.on('message', resolve).on('error', reject).on('exit', onExit);
  signal?.addEventListener('abort', onAbort);
  try {
    await Promise.all([send(), promise]);
    const reply = await promise;
    if ('fault' in reply) throw new InvariantError(`a thread broke: ${reply.fault}`);
    return reply;
  } finally {
    worker.off('message', resolve).off('error', reject).off('exit', onExit).unref();
    signal?.removeEventListener('abort', onAbort);
  }
};

/** One place for a worker: empty until somebody asks there. */
interface Seat {
  worker: Worker | null;
  /** When the worker of a seat that nobody asks at is let go. */
  rest: NodeJS.Timeout | null;
}

/** How long a second worker and further ones wait for work before they end: what each has loaded is tens of megabytes. */
const REST_MS = 10_000;

/** The seats, the first of which is always taken first, so that the others may rest. */
class Seats {
  readonly #start: () => Worker;
  readonly #free: Seat[];
  readonly #waiting: ((seat: Seat) => void)[] = [];
  readonly #restMs: number;

  constructor(start: () => Worker, { most, restMs }: { readonly most: number; readonly restMs: number }) {
    this.#start = start;
    this.#restMs = restMs;
    this.#free = Array.from({ length: most }, () => ({ worker: null, rest: null }));
  }

  /** In the order in which they were asked for. */
  async take(): Promise<Seat> {
    const seat = this.#free.shift() ?? (await new Promise<Seat>((resolve) => this.#waiting.push(resolve)));
    if (seat.rest !== null) clearTimeout(seat.rest);
    seat.rest = null;
    return seat;
  }

  give(seat: Seat): void {
    const next = this.#waiting.shift();
    if (next !== undefined) {
      next(seat);
      return;
    }
    this.#free.push(seat);
    this.#free.sort((a, b) => Number(b.worker !== null) - Number(a.worker !== null));
    for (const other of this.#free.slice(1)) this.#letRest(other);
  }

  workerAt(seat: Seat): Worker {
    if (seat.worker !== null) return seat.worker;
    const worker = this.#start();
    const forget = (): void => this.empty(seat, worker);
    // One that breaks while nobody asks is started anew when somebody does.
    worker.on('error', forget).on('exit', forget);
    worker.unref();
    seat.worker = worker;
    return worker;
  }

  empty(seat: Seat, worker: Worker | null = seat.worker): void {
    if (seat.worker === worker) seat.worker = null;
    void worker?.terminate();
  }

  /** Starts a worker before anybody asks. */
  warm(): void {
    const [seat] = this.#free;
    if (seat !== undefined) this.workerAt(seat);
  }

  #letRest(seat: Seat): void {
    if (seat.worker !== null) seat.rest ??= setTimeout(() => this.empty(seat), this.#restMs).unref();
  }
}

/** How many workers there may be. */
export interface WorkersOptions {
  readonly most: number;
  /** Whether the first starts before anybody asks: for one that has much to load. */
  readonly isWarm?: boolean;
  readonly restMs?: number;
}

/**
 * Up to `most` workers, each started when first asked for, asked one question at a time, and started anew after one that
 * failed: a question that fails ends its own worker and no other. Questions that find no worker free wait their turn.
 * None keeps the process alive while it has nothing to do, and all but one end when they had nothing to do for a while.
 */
export const workerThreads = (start: () => Worker, options: WorkersOptions): Ask => {
  const { most, isWarm = false, restMs = REST_MS } = options;
  const seats = new Seats(start, { most, restMs });
  if (isWarm) seats.warm();
  return async <Reply extends object>(question: (worker: Worker) => Question): Promise<Reply> => {
    const seat = await seats.take();
    try {
      const worker = seats.workerAt(seat);
      return await askWorker<Reply>(worker, question(worker));
    } catch (error) {
      seats.empty(seat);
      throw error;
    } finally {
      seats.give(seat);
    }
  };
};

/** A worker that is started when first asked, asked one question at a time, and started anew after one that failed. */
export const workerThread = (file: URL, start: (file: URL) => Worker): Ask =>
  workerThreads(() => start(file), { most: 1 });
