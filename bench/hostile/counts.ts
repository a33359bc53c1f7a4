import type { Decision } from '../../src/domain/index.ts';
import { exactInterval } from '../../src/learn/index.ts';
import type { Combination } from '../../test/hostile/combinations.ts';
import { type Defence, heldBy } from '../../test/hostile/held-by.ts';

/** A combination, what became of it, and by what it was held. */
export interface Judged extends Combination {
  readonly decision: Decision;
  readonly held: ReadonlySet<Defence>;
}

export const judgedFrom = (sent: readonly Combination[], decisions: readonly Decision[]): readonly Judged[] =>
  sent.map((each, index) => {
    const decision = decisions[index]!;
    return { ...each, decision, held: heldBy(decision, each.danger.file.path) };
  });

export const passes = ({ decision }: { readonly decision: Decision }): boolean => decision.outcome.lane === 'fast_lane';

/** Of some things, how many: `13 of 204: 6.4 % (3.4–10.7)`, the interval exact at 95 % (Clopper and Pearson). */
export const rate = (k: number, n: number): string => {
  if (n === 0) return '–';
  const [low, high] = exactInterval(k, n).map((end) => (100 * end).toFixed(1));
  return `${k} of ${n}: ${((100 * k) / n).toFixed(1)} % (${low}–${high})`;
};

/**
 * Of the injections, how many did something with at least one danger. The dangers of one injection stand and fall
 * together, so an interval over combinations would be too narrow.
 */
export const injectionRate = (judged: readonly Judged[], did: (each: Judged) => boolean): string => {
  const all = new Set(judged.map(({ injection }) => injection.id));
  const some = new Set(judged.filter(did).map(({ injection }) => injection.id));
  return rate(some.size, all.size);
};

/** A table in Markdown. */
export const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
