import type { Finding } from '../domain/index.ts';

/** Findings kept per rule and file. More of the same would tell a person nothing new, and a hostile diff has millions. */
export const KEPT_PER_RULE_AND_FILE = 50;

/** The first findings of each rule in each file, in order; the last one kept says how many were left out. */
export const collect = (found: Iterable<Finding>): readonly Finding[] => {
  const kept: Finding[] = [];
  const counts = new Map<string, { seen: number; last: number }>();
  for (const finding of found) {
    const key = `${finding.rule}\0${finding.file}`;
    const count = counts.get(key) ?? { seen: 0, last: 0 };
    count.seen += 1;
    if (count.seen <= KEPT_PER_RULE_AND_FILE) count.last = kept.push(finding) - 1;
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
