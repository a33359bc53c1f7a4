import type { Severity } from '../../../domain/index.ts';
import type { Advisories, Advisory } from '../../context.ts';
import type { Found } from '../../text/collect.ts';
import { changedLine, type Fact, keyOf } from '../file-facts.ts';
import { found } from '../found.ts';

const NAMED = 3;
const SUMMARY_CHARS = 120;

const plain = (text: string): string => text.replaceAll(/[\p{C}\p{Z}]+/gu, ' ').trim();

const describe = (fact: Fact, version: string, advisories: readonly Advisory[]): string => {
  const ids = advisories.slice(0, NAMED).map(({ id, severity }) => (severity === null ? id : `${id} (${severity})`));
  const more = advisories.length > NAMED ? ` and ${advisories.length - NAMED} more` : '';
  const summary = plain(advisories[0]?.summary ?? '').slice(0, SUMMARY_CHARS);
  const fixes = advisories[0]?.fixedIn.slice(0, NAMED).join(', ') ?? '';
  const verb = fact.entry.isExact ? 'is' : 'and later versions may be';
  return `${fact.entry.name.value} ${version} ${verb} affected by ${ids.join(', ')}${more}: ${summary}${fixes === '' ? '' : `; fixed in ${fixes}`}.`;
};

/** A range is only as bad as its lowest version, which hardly anybody gets. */
const severityOf = ({ entry }: Fact, { severity }: Advisory): Severity => {
  if (!entry.isExact) return 'low';
  if (severity === 'critical') return 'high';
  return severity === 'high' ? 'medium' : 'low';
};

const inOrder = (a: Advisory, b: Advisory): number => {
  const weight = ({ severity }: Advisory): number => ['low', 'moderate', 'high', 'critical'].indexOf(severity ?? '');
  return weight(b) - weight(a);
};

const isMalicious = ({ id }: Advisory): boolean => id.startsWith('MAL-');

/** Old versions looked up per fact: lock files rarely hold more of one package. */
const OLD_VERSIONS = 5;

const knownBefore = async (fact: Fact, advisories: Advisories): Promise<ReadonlySet<string>> => {
  const { ecosystem, name } = fact.entry;
  const ids = new Set<string>();
  for (const { lowest } of fact.before.slice(0, OLD_VERSIONS)) {
    if (lowest === null) continue;
    for (const { id } of await advisories.affecting(ecosystem, name.value, lowest)) ids.add(id);
  }
  return ids;
};

const inFact = async (fact: Fact, advisories: Advisories): Promise<readonly Found[]> => {
  const { ecosystem, name, lowest, version } = fact.entry;
  const line = changedLine(fact.entry);
  if (lowest === null || version === null || line === null) return [];
  const affecting = [...(await advisories.affecting(ecosystem, name.value, lowest))].sort(inOrder);
  if (affecting.length === 0) return [];
  const malicious = affecting.filter(isMalicious);
  const place = { file: fact.file, line };
  if (malicious.length > 0) {
    const severity = fact.entry.isExact ? 'high' : 'medium';
    return [found('malicious-release', severity, place, describe(fact, lowest, malicious))];
  }
  const before = await knownBefore(fact, advisories);
  const fresh = affecting.filter(({ id }) => !before.has(id));
  const [gravest] = fresh;
  // What the version before had too, the change does not bring: it is said, and weighs nothing.
  if (gravest === undefined)
    return [found('known-vulnerability', 'low', place, `Still: ${describe(fact, lowest, affecting)}`)];
  return [found('known-vulnerability', severityOf(fact, gravest), place, describe(fact, lowest, fresh))];
};

/** Versions that OSV knows to be vulnerable or malicious, each package and version once per change. */
export const vulnerableVersions = async (facts: readonly Fact[], advisories: Advisories): Promise<readonly Found[]> => {
  const seen = new Set<string>();
  const all: Found[] = [];
  for (const fact of facts) {
    const { ecosystem, lowest, isExact, hashes } = fact.entry;
    // A line of go.sum for the go.mod alone says that the version was considered, not that it is used.
    if (ecosystem === 'Go' && hashes.length > 0 && hashes.every(({ of }) => of === 'go.mod')) continue;
    const key = `${ecosystem} ${keyOf(fact.entry)} ${lowest?.replace(/^v/, '')} ${isExact}`;
    if (seen.has(key)) continue;
    seen.add(key);
    all.push(...(await inFact(fact, advisories)));
  }
  return all;
};
