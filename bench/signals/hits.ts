import type { Finding } from '../../src/domain/index.ts';
import { exactInterval } from '../../src/learn/index.ts';
import type { Label } from './corpus.ts';

/** What a signal, or one of its rules, got right and wrong: counts of findings. */
export interface Hits {
  readonly found: number;
  readonly missed: number;
  /** Findings that no label asks for. */
  readonly wrong: number;
}

const keyOf = ({ rule, file, line, side }: Label | Finding): string => JSON.stringify([rule, file, line, side]);

/** Holds findings against labels by rule: place and rule must both be right. */
export const hitsByRule = (findings: readonly Finding[], labels: readonly Label[]): ReadonlyMap<string, Hits> => {
  const wanted = new Set(labels.map(keyOf));
  const said = new Set(findings.map(keyOf));
  const rules = new Set([...findings, ...labels].map(({ rule }) => rule));
  const count = (of: readonly (Label | Finding)[], rule: string, keep: (key: string) => boolean): number =>
    new Set(
      of
        .filter((each) => each.rule === rule)
        .map(keyOf)
        .filter(keep),
    ).size;
  return new Map(
    [...rules].map((rule) => [
      rule,
      {
        found: count(labels, rule, (key) => said.has(key)),
        missed: count(labels, rule, (key) => !said.has(key)),
        wrong: count(findings, rule, (key) => !wanted.has(key)),
      },
    ]),
  );
};

/** Adds counts up. */
export const total = (all: Iterable<Hits>): Hits => {
  let [found, missed, wrong] = [0, 0, 0];
  for (const hits of all) {
    found += hits.found;
    missed += hits.missed;
    wrong += hits.wrong;
  }
  return { found, missed, wrong };
};

/** A share in per cent with its exact interval at 95 % (Clopper and Pearson): `96.2 % (91.3–98.7)`; a dash of none. */
export const share = (k: number, n: number): string => {
  if (n === 0) return '–';
  const [low, high] = exactInterval(k, n).map((end) => (100 * end).toFixed(1));
  return `${((100 * k) / n).toFixed(1)} % (${low}–${high})`;
};
