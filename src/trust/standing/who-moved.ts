import type { TrustGraph } from '../graph/graph.ts';
import type { SeenGraph } from './changed-vouches.ts';

/**
 * Of each node of `after`, 1 where it stands elsewhere in the operator's view, or by another path, be it other further up
 * only. `then` has the number that each node had before, −1 for none.
 */
export const movedIn = (before: SeenGraph, after: SeenGraph, then: Int32Array): Uint8Array => {
  const { standing, via } = after.operator;
  const differs = (node: number): boolean => {
    const was = then[node]!;
    if (was < 0 || before.operator.standing[was] !== standing[node]) return true;
    const [viaThen, viaNow] = [before.operator.via[was]!, via[node]!];
    return viaNow < 0 ? viaThen >= 0 : then[viaNow] !== viaThen;
  };
  /** 0: not known yet, 1: moved, 2: not. */
  const known = new Uint8Array(then.length);
  const walked: number[] = [];
  for (let node = 0; node < known.length; node += 1) {
    let answer = 2;
    for (let at = node; at >= 0; at = via[at]!) {
      answer = known[at] || (differs(at) ? 1 : 0);
      if (known[at] === 0) walked.push(at);
      if (answer !== 0) break;
    }
    // All below somebody who moved did.
    for (const at of walked) known[at] = answer || 2;
    walked.length = 0;
  }
  return known.map((answer) => Number(answer === 1));
};

/** All whom some nodes vouch for or denounce are marked. */
export const markRated = (
  { vouches, denounces }: TrustGraph,
  by: (node: number) => boolean,
  mark: (node: number) => void,
): void => {
  for (let voucher = 0; voucher + 1 < vouches.outStart.length; voucher += 1) {
    if (!by(voucher)) continue;
    for (let at = vouches.outStart[voucher]!; at < vouches.outStart[voucher + 1]!; at += 1) mark(vouches.outTo[at]!);
  }
  markDenounced({ denounces }, by, mark);
};

/** All whom some nodes denounce are marked. */
export const markDenounced = (
  { denounces: { start, from } }: Pick<TrustGraph, 'denounces'>,
  by: (node: number) => boolean,
  mark: (node: number) => void,
): void => {
  for (let node = 0; node + 1 < start.length; node += 1) {
    for (let edge = start[node]!; edge < start[node + 1]!; edge += 1) if (by(from[edge]!)) mark(node);
  }
};
