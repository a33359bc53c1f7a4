import type { Finding } from '../../domain/index.ts';

/** Findings kept per rule and file. More of the same would tell a person nothing new, and a hostile diff has millions. */
export const KEPT_PER_RULE_AND_FILE = 50;

/** A finding whose quote is made only if the finding is kept: quoting costs more than finding. */
export type Found = Omit<Finding, 'quote'> & { readonly quote: () => string };

/** The first findings of each rule in each file, in order; the last one kept says how many were left out. */
export const collect = (found: Iterable<Found>): readonly Finding[] => {
  const kept: Finding[] = [];
  const counts = new Map<string, { seen: number; last: number }>();
  for (const each of found) {
    const key = `${each.rule}\0${each.file}`;
    const count = counts.get(key) ?? { seen: 0, last: 0 };
    count.seen += 1;
    if (count.seen <= KEPT_PER_RULE_AND_FILE) count.last = kept.push({ ...each, quote: each.quote() }) - 1;
    counts.set(key, count);
  }
  for (const { seen, last } of counts.values()) {
    const finding = kept[last];
    const more = seen - KEPT_PER_RULE_AND_FILE;
    if (finding !== undefined && more > 0) {
      kept[last] = { ...finding, message: `${finding.message} (and ${more} more like it in this file)` };
    }
  }
  return kept;
};
