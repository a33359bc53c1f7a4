import { SETTLED_AFTER_US } from '../../domain/index.ts';
import { driftOf, LOOK_GROWTH, type Model } from '../../learn/index.ts';

/** How a served model's probabilities compare with what became of the changes it judged. Plain data, kept by model. */
export interface ModelDrift {
  /** Hex SHA-256 that names the model. */
  readonly model: string;
  /** Microseconds since 1970. */
  readonly measuredAtUs: number;
  /** So many changes that it judged turned out, one way or the other. */
  readonly outcomes: number;
  /** Expected calibration error over these, with an interval whose lower end holds at 95 % over all looks; null without any. */
  readonly ece: number | null;
  readonly interval: readonly [number, number] | null;
  /** What the lower end may not pass. */
  readonly bound: number;
  /** Since when the model is not served any more, in microseconds since 1970; null while it is. */
  readonly stoppedAtUs: number | null;
  /** What was found, as words that begin small and end without a full stop. */
  readonly why: string;
}

/** One change that a model judged before it was finished, and what became of it. */
export interface JudgedChange {
  /** The model's own P(clean), in [0,1], at the last decision before the end. */
  readonly probability: number;
  readonly clean: boolean;
}

/** Where outcomes and what was found of them are kept. Each call is one short lease of the database. */
export interface DriftStore {
  /**
   * The changes judged by this model of which it is known how they turned out, first decided on and finished before these
   * moments (microseconds since 1970).
   */
  judged(
    model: string,
    matured: { readonly decidedBeforeUs: number; readonly finishedBeforeUs: number },
  ): Promise<readonly JudgedChange[]>;
  /** What was last found; null before the first time. */
  kept(model: string): Promise<ModelDrift | null>;
  keep(drift: ModelDrift): Promise<void>;
}

/** How long a merge may wait and still be no late one: a fortnight, as a clean one then takes to settle. */
const WAIT_US = SETTLED_AFTER_US;

/** A model whose calibration error is over this beyond doubt is served no longer: as far as it may be off when it begins. */
export const DRIFT_BOUND = 0.1;

/**
 * Measures a served model against what has happened since, and keeps what was found. A model that was stopped stays
 * stopped, whatever happens: what it would have said since was never decided upon.
 */
export const measureDrift = async (
  store: DriftStore,
  { id }: Pick<Model, 'id'>,
  nowUs: number,
): Promise<ModelDrift> => {
  const before = await store.kept(id);
  if (before !== null && before.stoppedAtUs !== null) return before;
  // By when it was begun, whatever its end: what ends badly ends soon, and is known at once.
  const finishedBeforeUs = nowUs - SETTLED_AFTER_US;
  const judged = await store.judged(id, { finishedBeforeUs, decidedBeforeUs: finishedBeforeUs - WAIT_US });
  if (before !== null && judged.length < before.outcomes * LOOK_GROWTH + 1) return before;
  const probabilities = Float64Array.from(judged, ({ probability }) => probability);
  const labels = Uint8Array.from(judged, ({ clean }) => Number(clean));
  const { ece, interval, drifted, n, reason } = driftOf(probabilities, labels, { ece: DRIFT_BOUND });
  const drift: ModelDrift = {
    model: id,
    measuredAtUs: nowUs,
    outcomes: n,
    ece: Number.isFinite(ece) ? ece : null,
    interval: n > 0 ? interval : null,
    bound: DRIFT_BOUND,
    stoppedAtUs: drifted ? nowUs : null,
    why: reason,
  };
  await store.keep(drift);
  return drift;
};
