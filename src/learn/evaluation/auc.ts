/** Scores of labelled items, sorted once so that the AUC of any resample takes one pass. */
export interface Ranked {
  /** n: item numbers, by group, then by score ascending. */
  readonly order: Int32Array;
  /** n: 1 where the item at this place of `order` has another score, or another group, than the one before. */
  readonly isNewLevel: Uint8Array;
  /** n: 1 where the item at this place of `order` begins a group. */
  readonly isNewGroup: Uint8Array;
  /** n, by item number: 1 for a good item, 0 for a bad one. */
  readonly labels: Uint8Array;
}

/**
 * Ranks items by score for `aucOf`. Items of different `groups` (n entries; absent: one group) are never compared.
 * Finite scores only.
 *
 * @throws RangeError when the lengths differ or a score is no finite number.
 */
export const rankedBy = (scores: Float64Array, labels: Uint8Array, groups?: Int32Array): Ranked => {
  if (labels.length !== scores.length) {
    throw new RangeError(`labels must have one entry per score (${scores.length}), got ${labels.length}`);
  }
  if (groups && groups.length !== scores.length) {
    throw new RangeError(`groups must have one entry per score (${scores.length}), got ${groups.length}`);
  }
  const wrong = scores.find((score) => !Number.isFinite(score));
  if (wrong !== undefined) throw new RangeError(`scores must be finite, got ${wrong}`);
  const groupOf = (item: number): number => groups?.[item] ?? 0;
  const order = Int32Array.from(scores.keys());
  order.sort((a, b) => groupOf(a) - groupOf(b) || (scores[a] ?? 0) - (scores[b] ?? 0) || a - b);
  const isNewLevel = new Uint8Array(order.length);
  const isNewGroup = new Uint8Array(order.length);
  order.forEach((item, place) => {
    const before = order[place - 1];
    isNewGroup[place] = before === undefined || groupOf(before) !== groupOf(item) ? 1 : 0;
    isNewLevel[place] = isNewGroup[place] === 1 || scores[before ?? item] !== scores[item] ? 1 : 0;
  });
  return { order, isNewLevel, isNewGroup, labels };
};

/**
 * The share, in [0,1], of pairs (a good item, a bad one, of one group) in which the good one scores higher, a tie being
 * half: the area under the ROC curve, Mann and Whitney 1947. `weights` (n, by item number, ≥ 0) says how often each item
 * counts, e.g. in a resample; absent: once. NaN when there is no such pair.
 */
export const aucOf = ({ order, isNewLevel, isNewGroup, labels }: Ranked, weights?: Float64Array): number => {
  let [below, badHere, goodHere] = [0, 0, 0];
  let [wins, pairs, goodInGroup] = [0, 0, 0];
  for (let place = 0; place <= order.length; place += 1) {
    const ends = place === order.length;
    if (ends || isNewLevel[place] === 1) {
      wins += goodHere * (below + badHere / 2);
      below += badHere;
      badHere = 0;
      goodHere = 0;
    }
    if (ends || isNewGroup[place] === 1) {
      pairs += goodInGroup * below;
      below = 0;
      goodInGroup = 0;
    }
    if (ends) break;
    const item = order[place] ?? 0;
    const weight = weights === undefined ? 1 : (weights[item] ?? 0);
    if (labels[item] === 1) {
      goodHere += weight;
      goodInGroup += weight;
    } else badHere += weight;
  }
  return wins / pairs;
};
