import { probabilityOf } from '../trees/trees.ts';
import { forward, workFor } from './pass.ts';
import { planOf } from './plan.ts';
import { parametersOf, type SageAsked, type SageModel, type SageNetwork } from './sage-model.ts';

/**
 * The log-odds a model gives to each asked, in any network: it has learned no node, only what surroundings mean.
 *
 * @throws RangeError for a graph or columns that do not fit the model, or a node that is none.
 */
export const sageMargins = (model: SageModel, network: SageNetwork, asked: SageAsked): Float64Array => {
  const plan = planOf(model, network, asked);
  const work = workFor(plan);
  forward(plan, parametersOf(model.weights, plan.size), work);
  return work.margins;
};

/** The same as probabilities, in [0,1]; calibrated no further than log loss does. @throws RangeError as `sageMargins`. */
export const sageProbabilities = (model: SageModel, network: SageNetwork, asked: SageAsked): Float64Array =>
  sageMargins(model, network, asked).map(probabilityOf);
