import type { Finding, Severity } from '../../domain/index.ts';

/** Findings kept per rule and file. More of the same would tell a person nothing new, and a hostile diff has millions. */
export const KEPT_PER_RULE_AND_FILE = 50;

/** A finding whose quote is made only if the finding is kept: quoting costs more than finding. */
export type Found = Omit<Finding, 'quote'> & { readonly quote: () => string };

const GRAVEST_FIRST: readonly Severity[] = ['high', 'medium', 'low'];

/** A finding and its position among all of them. */
interface Placed {
  readonly found: Found;
  readonly at: number;
}

/** What one rule found in one file: how much, and of each severity the first ones. */
interface Own {
  seen: number;
  readonly first: Readonly<Record<Severity, Placed[]>>;
}

/** The gravest findings, the first of them where equally grave; in order. */
const keptOf = ({ first }: Own): readonly Placed[] =>
  GRAVEST_FIRST.flatMap((severity) => first[severity])
    .slice(0, KEPT_PER_RULE_AND_FILE)
    .sort((a, b) => a.at - b.at);

const findingOf = ({ found }: Placed, more: number): Finding => ({
  ...found,
  quote: found.quote(),
  message: more > 0 ? `${found.message} (and ${more} more like it in this file)` : found.message,
});

/**
 * The gravest findings of each rule in each file, of equally grave ones the first, in order; the last one kept says how
 * many were left out. So no finding, however many harmless ones stand before it, is hidden by others less grave.
 */
export const collect = (found: Iterable<Found>): readonly Finding[] => {
  const byRuleAndFile = new Map<string, Own>();
  let at = 0;
  for (const each of found) {
    const key = `${each.rule}\0${each.file}`;
    const own = byRuleAndFile.get(key) ?? { seen: 0, first: { high: [], medium: [], low: [] } };
    byRuleAndFile.set(key, own);
    own.seen += 1;
    const alike = own.first[each.severity];
    if (alike.length < KEPT_PER_RULE_AND_FILE) alike.push({ found: each, at });
    at += 1;
  }
  return [...byRuleAndFile.values()]
    .flatMap((own) => {
      const kept = keptOf(own);
      return kept.map((each, index) => ({
        at: each.at,
        finding: findingOf(each, index === kept.length - 1 ? own.seen - kept.length : 0),
      }));
    })
    .sort((a, b) => a.at - b.at)
    .map(({ finding }) => finding);
};
