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

/** One comment on a pull request, as its writer left it. */
export interface DiscussionComment {
  /** Who wrote it: any text that is the same for the same account. No signal says it. */
  readonly by: string;
  /** Whether that is the author of the pull request. */
  readonly isAuthor: boolean;
  /** Markdown. */
  readonly body: string;
  /** When, as the record says: microseconds since 1970. */
  readonly atUs: number;
}

/** What people and machines said to each other about one pull request. */
export interface Discussion {
  /** Oldest first. */
  readonly comments: readonly DiscussionComment[];
  /** When each round after the first was handed in: microseconds since 1970, in any order. */
  readonly rounds: readonly number[];
}

/** What signals may know besides the change. Each part is null where it is switched off or unknown, and then finds nothing. */
export interface SignalContext {
  readonly advisories: Advisories | null;
  readonly neighbours: readonly Neighbour[] | null;
  readonly discussion: Discussion | null;
}

/** Nothing but the change. */
export const NO_CONTEXT: SignalContext = Object.freeze({ advisories: null, neighbours: null, discussion: null });
