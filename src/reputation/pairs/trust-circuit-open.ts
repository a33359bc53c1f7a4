/** A pair that is cut off was used all the same; what it did is recorded. */
export class TrustCircuitOpen extends Error {
  override readonly name = 'TrustCircuitOpen';
  readonly pairId: string;
  /** 0..1. */
  readonly trustScore: number;
  readonly threshold: number;

  constructor(pairId: string, trustScore: number, threshold: number) {
    super(`the circuit of ${pairId} is open: trust ${trustScore.toFixed(3)}, threshold ${threshold.toFixed(3)}`);
    this.pairId = pairId;
    this.trustScore = trustScore;
    this.threshold = threshold;
  }
}
