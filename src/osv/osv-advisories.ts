import type { ExportCounts } from './build-index.ts';

/** The registries whose advisories are kept, by the names that OSV gives them. */
export const OSV_ECOSYSTEMS = ['npm', 'PyPI', 'crates.io', 'Go'] as const;
export type OsvEcosystem = (typeof OSV_ECOSYSTEMS)[number];

/** What a source says of an advisory. OSV's own word for the second step is `moderate`. */
export type OsvSeverity = 'low' | 'moderate' | 'high' | 'critical';

/** A vulnerability, or a malicious release, that touches one version of a package. */
export interface OsvAdvisory {
  /** Its identifier, such as `GHSA-…`, `PYSEC-…`, `RUSTSEC-…`, `GO-…` or `MAL-…`. */
  readonly id: string;
  /** At most 200 characters on one line; the identifier when the record has none. */
  readonly summary: string;
  /** Null when the record states none that we can read. */
  readonly severity: OsvSeverity | null;
  /** Versions that end a vulnerable range, in the order of the record; empty when none is stated. */
  readonly fixedIn: readonly string[];
}

/** An opened export. It holds one open file until it is disposed of. */
export interface OsvAdvisories extends AsyncDisposable {
  /** Names the export by its files' names, sizes and times: 16 hex digits. */
  readonly version: string;
  /** What was read when the index was built. */
  readonly counts: ExportCounts;
  /**
   * Advisories that touch exactly this version, the gravest first, those that are each other's aliases once. Empty for
   * a package that the export does not name, and for a version that is none of its ecosystem's.
   */
  affecting(ecosystem: OsvEcosystem, name: string, version: string): Promise<readonly OsvAdvisory[]>;
}
