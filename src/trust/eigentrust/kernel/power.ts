import type { EigenTrust } from '../eigentrust.ts';
import type { EigenTrustSettings } from '../settings.ts';
import { startFrom } from '../start-from.ts';
import { kernelCode } from './code.ts';
import { HEADER } from './memory.ts';
import type { Plan } from './plan.ts';

/** What the compiled kernel offers; see assembly/power.ts. */
export interface Kernel {
  iterate(thread: number, mostSteps: number): void;
  stepRows(first: number, end: number, step: number, beta: number, sums: number): void;
}

/** The kernel over a memory: one per thread and memory. */
export const kernelIn = (memory: WebAssembly.Memory): Kernel => {
  const module = new WebAssembly.Module(Buffer.from(kernelCode, 'base64'));
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Kernel;
};

/** Puts a plan before its first step, to be stepped by so many threads. */
export const begin = (plan: Plan, settings: EigenTrustSettings, threads: number): void => {
  const { integers, doubles, scaled, unit, preTrust, nodes, active } = plan;
  const { alpha, tolerance, initial } = settings;
  const start = startFrom(nodes, preTrust, initial);
  for (let row = 0; row < start.length; row += 1) scaled[0][row] = start[row]! / unit[row]!;
  let mass = 0;
  for (let row = 0; row < active; row += 1) mass += start[row]!;
  integers[HEADER.threads / 4] = threads;
  integers[HEADER.steps / 4] = 0;
  integers[HEADER.cancel / 4] = 0;
  doubles[HEADER.alpha / 8] = alpha;
  doubles[HEADER.tolerance / 8] = tolerance;
  doubles[HEADER.residual / 8] = Number.POSITIVE_INFINITY;
  doubles[HEADER.beta / 8] = (1 - alpha) * (1 - mass) + alpha;
};

/** Makes ready for every thread to call `iterate` once. */
export const readyRound = ({ integers }: Plan): void => {
  for (const counter of ['tickets', 'arrived', 'stop'] as const) integers[HEADER[counter] / 4] = 0;
};

/** Steps made so far; may be asked while threads are at work, as may the residual. */
export const stepsOf = ({ integers }: Plan): number => Atomics.load(integers, HEADER.steps / 4);

/** L1 norm of the last step; infinite before the first. */
export const residualOf = ({ doubles }: Plan): number => doubles[HEADER.residual / 8]!;

/** Makes the threads stop after the step they are at. */
export const stopThreads = ({ integers }: Plan): void => {
  Atomics.store(integers, HEADER.cancel / 4, 1);
};

/** Whether another step is needed, and allowed. */
export const goesOn = (plan: Plan, { tolerance, maxIterations }: EigenTrustSettings): boolean =>
  residualOf(plan) > tolerance && stepsOf(plan) < maxIterations;

/**
 * One step of all rows after threads have stepped the active ones alone: the idle first get what the last of those
 * steps gives them, and the residual is that of the whole.
 */
export const closingStep = (plan: Plan, kernel: Kernel): void => {
  const { integers, doubles, active, nodes, spare, memory } = plan;
  const alpha = doubles[HEADER.alpha / 8]!;
  const beta = doubles[HEADER.beta / 8]!;
  const steps = stepsOf(plan);
  const sums = new Float64Array(memory.buffer, spare, 2);
  if (steps > 0) kernel.stepRows(active, nodes.length, steps - 1, doubles[HEADER.betaBefore / 8]!, spare);
  kernel.stepRows(active, nodes.length, steps, beta, spare);
  const idleMoved = sums[1]!;
  kernel.stepRows(0, active, steps, beta, spare);
  doubles[HEADER.residual / 8] = idleMoved + sums[1]!;
  doubles[HEADER.betaBefore / 8] = beta;
  doubles[HEADER.beta / 8] = (1 - alpha) * (1 - sums[0]!) + alpha;
  Atomics.store(integers, HEADER.steps / 4, steps + 1);
};

/** The scores by node of the graph. */
export const outcomeOf = (plan: Plan, { alpha, tolerance }: EigenTrustSettings): EigenTrust => {
  const iterations = stepsOf(plan);
  const residual = residualOf(plan);
  const scaled = plan.scaled[(iterations & 1) as 0 | 1];
  const least = alpha < 1 ? Number.MIN_VALUE : 0;
  const scores = new Float64Array(plan.graphNodes);
  for (let row = 0; row < scaled.length; row += 1) {
    scores[plan.nodes[row]!] = Math.max(least, scaled[row]! * plan.unit[row]!);
  }
  return { scores, iterations, residual, converged: residual <= tolerance };
};
