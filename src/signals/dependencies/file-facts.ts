import type { FileChange } from '../../domain/index.ts';
import { type FileFormat, formatsOf } from './reader-for.ts';
import { type Entry, type Reading, type Setting, type SideLine, sideOf } from './reading.ts';

/** A package that a file asks for or pins after the change, and did not so before. */
export interface Fact {
  readonly file: string;
  readonly role: FileFormat['role'];
  /** `added`: the file did not have the package before, as far as the hunks show. `changed`: it did, otherwise. */
  readonly kind: 'added' | 'changed';
  readonly entry: Entry;
  /** The same package on the old side, in any version. */
  readonly before: readonly Entry[];
}

/** What a change does to one file of dependencies. */
export interface FileFacts {
  readonly file: FileChange;
  readonly role: FileFormat['role'];
  readonly facts: readonly Fact[];
  /** Settings that are new or say something else than before. */
  readonly settings: readonly Setting[];
  readonly old: Reading;
  readonly new: Reading;
}

const NOTHING: Reading = { entries: [], settings: [], unnamed: [] };

const readSide = (file: FileChange, { reader }: FileFormat, side: 'old' | 'new'): Reading => {
  const readings = file.hunks.map((hunk) =>
    reader(sideOf(hunk, side), (side === 'new' ? hunk.newStart : hunk.oldStart) <= 1),
  );
  if (readings.length === 1) return readings[0] ?? NOTHING;
  return {
    entries: readings.flatMap(({ entries }) => entries),
    settings: readings.flatMap(({ settings }) => settings),
    unnamed: readings.flatMap(({ unnamed }) => unnamed),
  };
};

/** The line to point at: what is said of the package and is changed, the version before all else. */
export const changedLine = ({ version, name, source, hashes, runsCode }: Entry): SideLine | null =>
  [version, name, source, runsCode, ...hashes].find((part) => part?.line.isChanged)?.line ?? null;

/** Two entries with the same key speak of the same package. */
export const keyOf = ({ ecosystem, name }: Entry): string =>
  ecosystem === 'PyPI' ? name.value.toLowerCase().replaceAll(/[-_.]+/g, '-') : name.value;

/** Values grouped by a key, in order. */
export const grouped = <T>(values: Iterable<T>, key: (value: T) => string): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const group = groups.get(key(value));
    if (group === undefined) groups.set(key(value), [value]);
    else group.push(value);
  }
  return groups;
};

/** What a resolver goes by. */
const sayingOf = (entry: Entry): string =>
  [keyOf(entry), entry.version?.value, entry.source?.value, entry.runsCode?.value].join('\0');

const compare = (file: FileChange, role: FileFormat['role'], old: Reading, fresh: Reading): FileFacts => {
  const oldEntries = grouped(old.entries, keyOf);
  const oldSayings = new Set(old.entries.map(sayingOf));
  const facts: Fact[] = [];
  for (const entry of fresh.entries) {
    if (changedLine(entry) === null || oldSayings.has(sayingOf(entry))) continue;
    const before = oldEntries.get(keyOf(entry)) ?? [];
    facts.push({ file: file.path, role, kind: before.length === 0 ? 'added' : 'changed', entry, before });
  }
  const oldSettings = new Set(old.settings.map(({ kind, key, value }) => `${kind}\0${key}\0${value.value}`));
  const settings = fresh.settings.filter(
    ({ kind, key, value }) => value.line.isChanged && !oldSettings.has(`${kind}\0${key}\0${value.value}`),
  );
  return { file, role, facts, settings, old, new: fresh };
};

/**
 * What a change does to one file, once for each format that one of its names in the change (default: its path) has;
 * none for a file that says nothing of dependencies.
 */
export const fileFacts = (file: FileChange, names: readonly string[] = [file.path]): readonly FileFacts[] => {
  if (file.binary) return [];
  // A renamed file may have had another format; what is read in the wrong one says little.
  return formatsOf(names).map((format) =>
    compare(file, format.role, readSide(file, format, 'old'), readSide(file, format, 'new')),
  );
};
