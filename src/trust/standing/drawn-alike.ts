import type { TrustGraph } from '../graph/graph.ts';
import { numbersIn } from '../graph/numbering.ts';
import type { Sheet } from './sheet.ts';
import type { Standing } from './standing.ts';

/** What a sheet is drawn from. */
export interface Drawing {
  readonly graph: TrustGraph;
  readonly operator: Pick<Standing, 'standing' | 'carry'>;
}

/**
 * Takes a sheet of one graph over into another: the sheet as it would be drawn there, to the last bit, or null where it
 * may be another one. Drawing reads the vouches of those it hands standing on from, and where the operator sees whom they
 * vouch for: with all of that as it was, it goes the same way, step by step. Looks at each row of a sheet once.
 */
export const drawnAlike = (before: Drawing, after: Drawing): ((sheet: Sheet) => Sheet | null) => {
  const numbers = numbersIn(before.graph, after.graph);
  const { spreads, stands } = differences(before, after, numbers);
  const { standing } = before.operator;
  const isOther = (node: number, own: number): boolean =>
    stands[node] === 1 || (spreads[node] === 1 && own !== standing[node]);
  const isSame = before.graph.ids.length === after.graph.ids.length && numbers.every((number, node) => number === node);
  return (sheet) => (sheet.some(isOther) ? null : isSame ? sheet : sheet.renumbered(numbers));
};

/**
 * Of each node of `before`, 1 where it is otherwise: `stands` for who stands elsewhere or is gone, `spreads` for whose vouches
 * are others or carry another amount, and who vouches for somebody who stands elsewhere.
 */
const differences = (before: Drawing, after: Drawing, numbers: Int32Array) => {
  const stands = new Uint8Array(numbers.length);
  const spreads = new Uint8Array(numbers.length);
  const { vouches } = before.graph;
  for (let node = 0; node < numbers.length; node += 1) {
    const number = numbers[node]!;
    if (number < 0 || !vouchesAlike(before, after, { node, number, numbers })) spreads[node] = 1;
    if (number >= 0 && before.operator.standing[node] === after.operator.standing[number]) continue;
    stands[node] = 1;
    for (let edge = vouches.start[node]!; edge < vouches.start[node + 1]!; edge += 1) spreads[vouches.from[edge]!] = 1;
  }
  return { stands, spreads };
};

const vouchesAlike = (
  before: Drawing,
  after: Drawing,
  { node, number, numbers }: { readonly node: number; readonly number: number; readonly numbers: Int32Array },
): boolean => {
  const [old, now] = [before.graph.vouches, after.graph.vouches];
  const count = old.outStart[node + 1]! - old.outStart[node]!;
  if (now.outStart[number + 1]! - now.outStart[number]! !== count) return false;
  for (let each = 0; each < count; each += 1) {
    const [was, is] = [old.outStart[node]! + each, now.outStart[number]! + each];
    if (numbers[old.outTo[was]!] !== now.outTo[is]) return false;
    if (before.operator.carry[old.outEdge[was]!] !== after.operator.carry[now.outEdge[is]!]) return false;
  }
  return true;
};
