/** A package registry, by the name that OSV gives it. */
export type Ecosystem = 'npm' | 'PyPI' | 'crates.io' | 'Go';

/** A known vulnerability, or a malicious release, that touches one version of a package. */
export interface Advisory {
  /** Its identifier in OSV, such as `GHSA-…`, `CVE-…` or `MAL-…`. */
  readonly id: string;
  readonly summary: string;
  /** What its source says of it; null when it says nothing. A malicious release is `critical`. */
  readonly severity: 'low' | 'moderate' | 'high' | 'critical' | null;
  /** Versions that are free of it, as far as stated. */
  readonly fixedIn: readonly string[];
}

/** Known vulnerabilities by package and version. `version` names the export they are from. */
export interface Advisories {
  readonly version: string;
  affecting(ecosystem: Ecosystem, name: string, version: string): Promise<readonly Advisory[]>;
}

/** Another pull request whose diff is like this one. */
export interface Neighbour {
  /** Its at-uri. */
  readonly pull: string;
  /** Cosine similarity of the two diffs' vectors, -1..1; 1 for the same bytes. */
  readonly similarity: number;
  /** How it stands now: `bad` was closed unmerged or reverted. */
  readonly standing: 'bad' | 'open';
}

/** What signals may know besides the change. Each part is null where it is switched off or unknown, and then finds nothing. */
export interface SignalContext {
  readonly advisories: Advisories | null;
  readonly neighbours: readonly Neighbour[] | null;
}

/** Nothing but the change. */
export const NO_CONTEXT: SignalContext = Object.freeze({ advisories: null, neighbours: null });
