import type { OsvAdvisory, OsvSeverity } from './osv-advisories.ts';
import type { KeptAdvisory } from './osv-record.ts';

const WEIGHT: Readonly<Record<OsvSeverity, number>> = { low: 1, moderate: 2, high: 3, critical: 4 };
const weigh = ({ severity }: { severity: OsvSeverity | null }): number => (severity === null ? 0 : WEIGHT[severity]);

const graverFirst = (a: KeptAdvisory, b: KeptAdvisory): number =>
  weigh(b) - weigh(a) || Number(a.id > b.id) - Number(a.id < b.id);

const fixesOf = (advisories: readonly KeptAdvisory[]): readonly string[] => [
  ...new Set(advisories.flatMap(({ ranges }) => ranges.flat().flatMap(([kind, at]) => (kind === 'fixed' ? [at] : [])))),
];

/** One advisory for all that name each other as aliases, told by the gravest of them; the gravest come first. */
export const mergeAliases = (advisories: readonly KeptAdvisory[]): readonly OsvAdvisory[] => {
  const groups: { names: Set<string>; members: KeptAdvisory[] }[] = [];
  for (const advisory of [...advisories].sort(graverFirst)) {
    const names = [advisory.id, ...advisory.aliases];
    const group = groups.find((each) => names.some((name) => each.names.has(name)));
    if (group === undefined) groups.push({ names: new Set(names), members: [advisory] });
    else {
      group.members.push(advisory);
      for (const name of names) group.names.add(name);
    }
  }
  return groups.flatMap(({ members }) => {
    const [first] = members;
    if (first === undefined) return [];
    return [{ id: first.id, summary: first.summary, severity: first.severity, fixedIn: fixesOf(members) }];
  });
};
