import type { Matrix } from '../matrix.ts';
import { randomFrom } from '../random.ts';
import { type SageGraph, sageGraphOf } from './sage-graph.ts';
import type { SageExamples, SageNetwork } from './sage-model.ts';

/** A network made up so that it is known what decides: the neighbours' `x` on average, or one's own `x` and `y`. */
export interface Planted {
  readonly network: SageNetwork;
  readonly examples: SageExamples;
}

/** `nodes` nodes of three neighbours or more each, one example each, one label in ten turned by chance. */
export const planted = (nodes: number, decides: 'neighbours' | 'own', seed: number): Planted => {
  const random = randomFrom(seed);
  const other = (): number => Math.floor(random() * nodes);
  const ties = Array.from({ length: nodes * 3 }, (_, tie) => ({ a: tie % nodes, b: other() }));
  const graph = sageGraphOf(nodes, ties);
  const values = Float64Array.from({ length: nodes * 2 }, () => 2 * random() - 1);
  const features: Matrix = { rows: nodes, columns: ['x', 'y'], values };
  const labels = Uint8Array.from({ length: nodes }, (_, node) => {
    const [x = 0, y = 0] = values.subarray(2 * node, 2 * node + 2);
    const isClean = decides === 'own' ? x > 0.2 !== y > -0.1 : aroundX(graph, values, node) > 0;
    return Number(isClean !== random() < 0.1);
  });
  return {
    network: { graph, features },
    examples: { nodes: Int32Array.from({ length: nodes }, (_, at) => at), labels },
  };
};

const aroundX = ({ start, neighbours }: SageGraph, values: Float64Array, node: number): number =>
  neighbours.subarray(start[node], start[node + 1]).reduce((sum, each) => sum + (values[2 * each] ?? 0), 0);
