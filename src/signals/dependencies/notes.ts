import type { Ecosystem } from '../context.ts';
import { lowestVersion } from './lowest-version.ts';
import type { Entry, Reading, Setting, SideLine, Stated, StatedHash } from './reading.ts';

/** A package being read: its name may come last. */
export interface Draft {
  name: Stated | null;
  version: Stated | null;
  source: Stated | null;
  readonly hashes: StatedHash[];
  runsCode: Stated | null;
  /** Set for what is no package of a registry's: the project's own. */
  isLocal: boolean;
}

/** Names as registries have them. Nothing else gets into a message. */
const NAME = /^[@A-Za-z0-9][\w@./~-]{0,213}$/;

/** Quotes off, and the line kept. */
export const stated = (value: string, line: SideLine): Stated => ({
  value: /^(["']).*\1$/.test(value) ? value.slice(1, -1) : value,
  line,
});

/** A hash written as `sha512-…`, `sha256:…` or `h1:…`; one without a prefix is of the algorithm given. */
export const statedHash = (text: string, line: SideLine, of = '', algorithm = 'plain'): StatedHash => {
  const at = text.search(/[-:/]/);
  const isPrefixed = at > 0 && at <= 8;
  return {
    of,
    algorithm: isPrefixed ? text.slice(0, at) : algorithm,
    value: isPrefixed ? text.slice(at + 1) : text,
    line,
  };
};

/** What a reader notes down while it goes through one side of a hunk. */
export class Notes {
  readonly #ecosystem: Ecosystem;
  readonly #isLock: boolean;
  readonly #drafts: Draft[] = [];
  readonly #settings: Setting[] = [];
  readonly #unnamed: SideLine[] = [];

  /** `isLock`: versions are exact and never ranges. */
  constructor(ecosystem: Ecosystem, isLock: boolean) {
    this.#ecosystem = ecosystem;
    this.#isLock = isLock;
  }

  /** Begins a package. */
  draft(name: Stated | null = null): Draft {
    const draft: Draft = { name, version: null, source: null, hashes: [], runsCode: null, isLocal: false };
    this.#drafts.push(draft);
    return draft;
  }

  /** Notes a package that one line says everything about. */
  package(name: string, version: string | null, line: SideLine, source: string | null = null): void {
    const draft = this.draft(stated(name, line));
    if (version !== null) draft.version = stated(version, line);
    if (source !== null) draft.source = stated(source, line);
  }

  setting(kind: Setting['kind'], key: string, value: Stated): void {
    this.#settings.push({ kind, ecosystem: this.#ecosystem, key, value });
  }

  unnamed(line: SideLine): void {
    if (line.isChanged) this.#unnamed.push(line);
  }

  #entry(draft: Draft, name: Stated): Entry {
    const { version, source, hashes, runsCode } = draft;
    const lowest = version === null ? null : lowestVersion(this.#ecosystem, version.value, this.#isLock);
    return {
      ecosystem: this.#ecosystem,
      name,
      version,
      lowest: lowest?.version ?? null,
      isExact: lowest?.isExact ?? false,
      source,
      hashes,
      runsCode,
    };
  }

  finish(): Reading {
    const entries: Entry[] = [];
    for (const draft of this.#drafts) {
      if (draft.isLocal) continue;
      if (draft.name === null) {
        const first = [draft.version, ...draft.hashes].find((part) => part?.line.isChanged);
        if (first) this.#unnamed.push(first.line);
        // Where it comes from matters whatever its name is.
        if (draft.source?.line.isChanged) this.setting('registry', 'source', draft.source);
      } else if (NAME.test(draft.name.value)) entries.push(this.#entry(draft, draft.name));
    }
    return { entries, settings: this.#settings, unnamed: this.#unnamed };
  }
}
