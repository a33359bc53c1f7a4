import { buildGraph, type TrustGraph } from '../../src/trust/index.ts';

/** One rating: `weight` above 0 a vouch, below a denounce; `epoch` in seconds, null when unknown. */
export interface Edge {
  readonly source: string;
  readonly target: string;
  readonly weight: number;
  readonly epoch: number | null;
}

const YEAR_SECONDS = 365 * 86_400;

/** How edges become a graph. */
export interface GraphForm {
  /** The magnitude that counts as a full vouch. */
  readonly fullWeight: number;
  /** Let vouches fade by their age at this epoch, a half-life of a year as in the gate; absent: none fades. */
  readonly fadedAt?: number;
  /** Take the sign alone: every vouch and denounce is full. */
  readonly signsOnly?: boolean;
}

/** The graph of ratings. Without `fadedAt` all count as fresh, for most measures that we compare with know no age. */
export const graphFrom = (edges: readonly Edge[], { fullWeight, fadedAt, signsOnly }: GraphForm): TrustGraph =>
  buildGraph(
    edges.map(({ source, target, weight, epoch }) => ({
      from: source,
      to: target,
      weight: signsOnly ? Math.sign(weight) * fullWeight : weight,
      ageMs: fadedAt === undefined || epoch === null ? 0 : (fadedAt - epoch) * 1000,
    })),
    { halfLifeMs: YEAR_SECONDS * 1000, fullWeight },
  );
