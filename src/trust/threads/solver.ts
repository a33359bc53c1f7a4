import { COMPILED_FROM_EDGES, type EigenTrust, type EigenTrustOptions, eigenTrust, nobody } from '../eigentrust.ts';
import type { TrustGraph } from '../graph.ts';
import { type Plan, planOf } from '../kernel/plan.ts';
import { begin, closingStep, goesOn, kernelIn, outcomeOf, residualOf, stepsOf, stopThreads } from '../kernel/power.ts';
import { requirePreTrust, settingsOf } from '../settings.ts';
import { type Crew, openCrew } from './crew.ts';

/** How to solve, and who looks on. */
export interface SolveOptions extends EigenTrustOptions {
  /** Told some ten times a second how many steps are made, and how far the last one moved (L1). */
  readonly onProgress?: ((steps: number, residual: number) => void) | undefined;
}

/** EigenTrust in threads of its own. */
export interface Solver extends AsyncDisposable {
  /**
   * As `eigenTrust`, to the last bit. The calling thread only lays a large graph out; a small one it solves itself,
   * which is sooner done. Calls take turns.
   *
   * @throws RangeError as `eigenTrust` does; the signal's reason soon after it is aborted; whatever ends a thread.
   */
  solve(graph: TrustGraph, preTrust: Float64Array, options?: SolveOptions): Promise<EigenTrust>;
}

/** Starts the threads. They keep no process alive. @throws RangeError unless threads is an integer of at least 1. */
export const openSolver = ({ threads }: { readonly threads: number }): Solver => {
  if (!(Number.isInteger(threads) && threads >= 1)) {
    throw new RangeError(`threads must be an integer of at least 1, got ${threads}`);
  }
  const crew = openCrew(threads);
  let last: Promise<unknown> = Promise.resolve();
  return {
    solve: (graph, preTrust, options = {}) => {
      const result = last.then(() => solveWith(crew, graph, preTrust, options));
      last = result.catch(() => undefined);
      return result;
    },
    [Symbol.asyncDispose]: () => crew[Symbol.asyncDispose](),
  };
};

const solveWith = async (
  crew: Crew,
  graph: TrustGraph,
  preTrust: Float64Array,
  options: SolveOptions,
): Promise<EigenTrust> => {
  const nodes = graph.ids.length;
  const settings = settingsOf(options, nodes);
  if (requirePreTrust(preTrust, nodes) === 0) return nobody(nodes);
  settings.signal?.throwIfAborted();
  const plan = graph.vouches.from.length < COMPILED_FROM_EDGES ? null : planOf(graph.vouches, preTrust, settings.alpha);
  if (plan === null) return eigenTrust(graph, preTrust, options);
  begin(plan, settings, crew.threads);
  using _watch = watching(plan, options);
  const kernel = kernelIn(plan.memory);
  while (goesOn(plan, settings)) {
    await crew.step(plan, settings.maxIterations - 1);
    settings.signal?.throwIfAborted();
    closingStep(plan, kernel);
  }
  return outcomeOf(plan, nodes, settings);
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
