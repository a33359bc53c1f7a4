import type { Power } from '../eigentrust.ts';
import { plainPower } from '../plain-power.ts';
import { planOf } from './plan.ts';
import { begin, closingStep, goesOn, kernelIn, outcomeOf, readyRound, stepsOf } from './power.ts';

/** Power iteration in WebAssembly, in the thread that calls; plain where a graph is over what WebAssembly can address. */
export const compiledPower: Power = (graph, preTrust, settings) => {
  const plan = planOf(graph.vouches, preTrust, settings.alpha);
  if (plan === null) return plainPower(graph, preTrust, settings);
  const kernel = kernelIn(plan.memory);
  const { maxIterations, signal } = settings;
  begin(plan, settings, 1);
  while (goesOn(plan, settings)) {
    while (goesOn(plan, settings) && stepsOf(plan) < maxIterations - 1) {
      signal?.throwIfAborted();
      readyRound(plan);
      kernel.iterate(0, stepsOf(plan) + 1);
    }
    signal?.throwIfAborted();
    closingStep(plan, kernel);
  }
  return outcomeOf(plan, settings);
};
