import {
  COMPILED_FROM_EDGES,
  type EigenTrust,
  type EigenTrustOptions,
  eigenTrust,
  type RankedGraph,
} from '../eigentrust.ts';
import { type Plan, planOf } from '../kernel/plan.ts';
import { begin, closingStep, goesOn, kernelIn, outcomeOf, residualOf, stepsOf, stopThreads } from '../kernel/power.ts';
import { requirePreTrust, settingsOf } from '../settings.ts';
import { type Crew, openCrew } from './crew.ts';

/** How to solve, and who looks on. */
export interface SolveOptions extends EigenTrustOptions {
  /** Told some ten times a second how many steps are made, and how far the last one moved (L1). */
  readonly onProgress?: ((steps: number, residual: number) => void) | undefined;
}

/** A graph laid out for solving, once for any number of solves that differ in nothing but the options. */
export interface Prepared {
  /** As `Solver.solve`. */
  solve(options?: Omit<SolveOptions, 'alpha'>): Promise<EigenTrust>;
}

/** EigenTrust in threads of its own. */
export interface Solver extends AsyncDisposable {
  /**
   * As `eigenTrust`, to the last bit. The calling thread only lays a large graph out; a small one it solves itself,
   * which is sooner done. Calls take turns.
   *
   * @throws RangeError as `eigenTrust` does; the signal's reason soon after it is aborted; whatever ends a thread.
   */
  solve(graph: RankedGraph, preTrust: Float64Array, options?: SolveOptions): Promise<EigenTrust>;
  /** Lays a graph out, in the calling thread. @throws RangeError as `eigenTrust` does. */
  prepare(graph: RankedGraph, preTrust: Float64Array, options?: Pick<SolveOptions, 'alpha'>): Prepared;
}

/** Starts the threads when a graph first needs them. They keep no process alive. @throws RangeError unless threads is an integer of at least 1. */
export const openSolver = ({ threads }: { readonly threads: number }): Solver => {
  if (!(Number.isInteger(threads) && threads >= 1)) {
    throw new RangeError(`threads must be an integer of at least 1, got ${threads}`);
  }
  let crew: Crew | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(act: () => Promise<Result>): Promise<Result> => {
    const result = last.then(act);
    last = result.catch(() => undefined);
    return result;
  };
  const prepare: Solver['prepare'] = (graph, preTrust, { alpha } = {}) => {
    const settings = settingsOf(alpha === undefined ? {} : { alpha }, graph.ids.length);
    const empty = requirePreTrust(preTrust, graph.ids.length) === 0;
    const small = graph.vouches.from.length < COMPILED_FROM_EDGES;
    const plan = empty || small ? null : planOf(graph.vouches, preTrust, settings.alpha);
    return {
      solve: (options = {}) => {
        const own = { ...options, alpha: settings.alpha };
        return inTurn(async () => {
          if (plan === null) return eigenTrust(graph, preTrust, own);
          crew ??= openCrew(threads);
          return solvePlan(crew, plan, own);
        });
      },
    };
  };
  return {
    prepare,
    solve: async (graph, preTrust, options = {}) => {
      options.signal?.throwIfAborted();
      return prepare(graph, preTrust, options).solve(options);
    },
    [Symbol.asyncDispose]: async () => {
      await crew?.[Symbol.asyncDispose]();
    },
  };
};

const solvePlan = async (crew: Crew, plan: Plan, options: SolveOptions): Promise<EigenTrust> => {
  const settings = settingsOf(options, plan.graphNodes);
  settings.signal?.throwIfAborted();
  begin(plan, settings, crew.threads);
  using _watch = watching(plan, options);
  const kernel = kernelIn(plan.memory);
  while (goesOn(plan, settings)) {
    await crew.step(plan, settings.maxIterations - 1);
    settings.signal?.throwIfAborted();
    closingStep(plan, kernel);
  }
  return outcomeOf(plan, settings);
};

const PROGRESS_MS = 100;

/** Hands on an abort to the threads, and what they have done to whoever asked. */
const watching = (plan: Plan, { signal, onProgress }: SolveOptions): Disposable => {
  const stop = (): void => stopThreads(plan);
  signal?.addEventListener('abort', stop);
  const timer = onProgress && setInterval(() => onProgress(stepsOf(plan), residualOf(plan)), PROGRESS_MS);
  return {
    [Symbol.dispose]: () => {
      signal?.removeEventListener('abort', stop);
      clearInterval(timer);
    },
  };
};
