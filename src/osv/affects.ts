import { comparableVersion } from './compare-versions.ts';
import type { OsvEcosystem } from './osv-advisories.ts';

/** What happens at a version: the word that OSV's schema has for it, and the version. */
export type RangeEvent = readonly ['introduced' | 'fixed' | 'last_affected' | 'limit', string];

/** The versions of one package that a record names. */
export interface AffectedVersions {
  readonly versions: readonly string[];
  readonly ranges: readonly (readonly RangeEvent[])[];
}

type Compare = (bound: string) => number | null;

/** "0" is OSV's word for "lower than every version", "*" for "higher than every one". */
const LOWEST = '0';
const NO_LIMIT = '*';

const withinLimits = (events: readonly RangeEvent[], compare: Compare): boolean => {
  const limits = events.filter(([kind]) => kind === 'limit');
  return limits.length === 0 || limits.some(([, at]) => at === NO_LIMIT || (compare(at) ?? 1) < 0);
};

/** The latest event at or below the version decides; which one is latest does not hang on the order of the record. */
const inRange = (events: readonly RangeEvent[], ecosystem: OsvEcosystem, compare: Compare): boolean => {
  if (!withinLimits(events, compare)) return false;
  let decisive: RangeEvent | null = null;
  for (const event of events) {
    const [kind, at] = event;
    if (kind === 'limit') continue;
    const order = kind === 'introduced' && at === LOWEST ? 1 : compare(at);
    const hasHappened = order !== null && (kind === 'last_affected' ? order > 0 : order >= 0);
    if (hasHappened && (decisive === null || comesAfter(event, decisive, ecosystem))) decisive = event;
  }
  return decisive?.[0] === 'introduced';
};

const comesAfter = (a: RangeEvent, b: RangeEvent, ecosystem: OsvEcosystem): boolean => {
  if (a[0] === 'introduced' && a[1] === LOWEST) return false;
  if (b[0] === 'introduced' && b[1] === LOWEST) return true;
  const order = comparableVersion(ecosystem, a[1])?.compareTo(b[1]) ?? 0;
  return order === 0 ? a[0] !== 'introduced' : order > 0;
};

const isEverything = (events: readonly RangeEvent[]): boolean =>
  events.length > 0 && events.every(([kind, at]) => kind === 'introduced' && at === LOWEST);

/**
 * Whether the version is among those affected, by the evaluation that the OSV schema prescribes (section "Evaluation"
 * of https://ossf.github.io/osv-schema/): in the list of versions, or in a range and before one of its limits. A text
 * that is no version of the ecosystem is affected only if it is listed letter by letter or if every version is.
 */
export const affects = (ecosystem: OsvEcosystem, affected: AffectedVersions, version: string): boolean => {
  const bare = ecosystem === 'Go' ? version.replace(/^v/, '') : version;
  if (affected.versions.some((listed) => listed === version || listed === bare)) return true;
  const own = comparableVersion(ecosystem, version);
  if (own === null) return affected.ranges.some(isEverything);
  if (ecosystem === 'PyPI' && affected.versions.some((listed) => own.compareTo(listed) === 0)) return true;
  return affected.ranges.some((events) => inRange(events, ecosystem, (bound) => own.compareTo(bound)));
};
