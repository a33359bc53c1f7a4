import { z } from 'zod';
import type { AffectedVersions, RangeEvent } from './affects.ts';
import { cvssRating } from './cvss-rating.ts';
import { OSV_ECOSYSTEMS, type OsvEcosystem, type OsvSeverity } from './osv-advisories.ts';
import { packageKey } from './package-key.ts';

/** What the index keeps of one record for one package. */
export interface KeptAdvisory extends AffectedVersions {
  readonly id: string;
  /** RFC 3339, as the record has it; of two records with one id the later is kept. */
  readonly modified: string;
  readonly aliases: readonly string[];
  readonly summary: string;
  readonly severity: OsvSeverity | null;
}

/** What became of one record: kept under these packages, or left out for a reason that is counted. */
export type RecordOutcome =
  | { readonly kind: 'kept'; readonly packages: ReadonlyMap<string, KeptAdvisory> }
  | { readonly kind: 'withdrawn' | 'other-ecosystem' | 'unreadable' };

const SUMMARY_CHARS = 200;

const word = z.object({ severity: z.unknown(), informational: z.unknown() }).partial().nullish().catch(null);
const scores = z
  .array(z.object({ type: z.string(), score: z.string() }))
  .nullish()
  .catch(null);
const bound = z.string().optional();
const range = z.object({
  type: z.string(),
  events: z.array(z.object({ introduced: bound, fixed: bound, last_affected: bound, limit: bound })).nullish(),
});
const affected = z.object({
  package: z.object({ ecosystem: z.string(), name: z.string().min(1) }).nullish(),
  versions: z.array(z.string()).nullish(),
  ranges: z.array(range).nullish(),
  severity: scores,
  database_specific: word,
  ecosystem_specific: word,
});
const record = z.object({
  id: z.string().min(1).max(200),
  modified: z.string().catch(''),
  withdrawn: z.string().nullish(),
  aliases: z.array(z.string()).nullish(),
  summary: z.string().nullish(),
  details: z.string().nullish(),
  severity: scores,
  database_specific: word,
  affected: z.array(affected).nullish(),
});
type OsvRecord = z.infer<typeof record>;
type Affected = z.infer<typeof affected>;

const WORDS: Readonly<Record<string, OsvSeverity>> = {
  low: 'low',
  moderate: 'moderate',
  medium: 'moderate',
  high: 'high',
  critical: 'critical',
};

const ratingOf = (stated: z.infer<typeof scores>): OsvSeverity | null =>
  stated?.map(({ score }) => cvssRating(score)).find((rating) => rating !== null) ?? null;

/**
 * A malicious release is critical; a notice that a crate is unmaintained is low. Otherwise the word that the source
 * uses, for the package before for the record, or else the rating of its CVSS 3 vector. Version 2 and 4 are not read.
 */
const severityOf = (whole: OsvRecord, part: Affected): OsvSeverity | null => {
  if (whole.id.startsWith('MAL-')) return 'critical';
  if (part.database_specific?.informational) return 'low';
  for (const stated of [part.ecosystem_specific, part.database_specific, whole.database_specific]) {
    const known = typeof stated?.severity === 'string' ? WORDS[stated.severity.toLowerCase()] : undefined;
    if (known !== undefined) return known;
  }
  return ratingOf(part.severity) ?? ratingOf(whole.severity);
};

const eventsOf = (part: Affected): readonly (readonly RangeEvent[])[] =>
  (part.ranges ?? [])
    .filter(({ type }) => type === 'SEMVER' || type === 'ECOSYSTEM')
    .map(({ events }) =>
      (events ?? []).flatMap((event): RangeEvent[] =>
        (['introduced', 'fixed', 'last_affected', 'limit'] as const).flatMap((kind): RangeEvent[] => {
          const at = event[kind];
          return at === undefined ? [] : [[kind, at]];
        }),
      ),
    );

const ecosystemOf = (name: string | undefined): OsvEcosystem | undefined =>
  OSV_ECOSYSTEMS.find((each) => each === name?.split(':', 1)[0]);

/** What a person reads of it: one line, without what could rearrange it. */
const summaryOf = ({ id, summary, details }: OsvRecord): string => {
  const text = (summary || details || id)
    .slice(0, 4 * SUMMARY_CHARS)
    .replaceAll(/[\p{C}\p{Z}]+/gu, ' ')
    .trim();
  return text.length > SUMMARY_CHARS ? `${text.slice(0, SUMMARY_CHARS - 1)}…` : text;
};

/** A record may name one package thousands of times, so its lists grow in place. */
interface Growing extends KeptAdvisory {
  severity: OsvSeverity | null;
  readonly versions: string[];
  readonly ranges: (readonly RangeEvent[])[];
}

const growing = (whole: OsvRecord): Growing => ({
  id: whole.id,
  modified: whole.modified,
  aliases: whole.aliases ?? [],
  summary: summaryOf(whole),
  severity: null,
  versions: [],
  ranges: [],
});

/** Reads one record of an export (https://ossf.github.io/osv-schema/). Never throws. GIT ranges are left out. */
export const readRecord = (json: string): RecordOutcome => {
  let parsed: ReturnType<typeof record.safeParse>;
  try {
    parsed = record.safeParse(JSON.parse(json));
  } catch {
    return { kind: 'unreadable' };
  }
  if (!parsed.success) return { kind: 'unreadable' };
  const whole = parsed.data;
  if (whole.withdrawn) return { kind: 'withdrawn' };
  const packages = new Map<string, Growing>();
  for (const part of whole.affected ?? []) {
    const ecosystem = ecosystemOf(part.package?.ecosystem);
    if (ecosystem === undefined) continue;
    const key = packageKey(ecosystem, part.package?.name ?? '');
    const kept = packages.get(key) ?? growing(whole);
    packages.set(key, kept);
    kept.severity ??= severityOf(whole, part);
    for (const version of part.versions ?? []) kept.versions.push(version);
    for (const events of eventsOf(part)) kept.ranges.push(events);
  }
  return packages.size === 0 ? { kind: 'other-ecosystem' } : { kind: 'kept', packages };
};
