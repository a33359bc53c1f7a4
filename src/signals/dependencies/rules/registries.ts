import type { Found } from '../../text/collect.ts';
import type { FileFacts } from '../file-facts.ts';
import { found } from '../found.ts';
import type { Entry, Setting, SideLine } from '../reading.ts';
import { type SourcePlace, sourcePlace } from '../source-place.ts';

const RULE = 'registry-changed';

/** Places that lines which the change leaves alone, or takes away, name already. */
const familiarPlaces = ({ old, new: fresh }: FileFacts): ReadonlySet<string> => {
  const names = new Set<string>();
  const note = (ecosystem: Entry['ecosystem'], text: string): void => {
    const place = sourcePlace(ecosystem, text);
    if (place !== null) names.add(`${place.kind} ${place.name} ${place.isPlainHttp}`);
  };
  for (const { ecosystem, source } of old.entries) if (source !== null) note(ecosystem, source.value);
  for (const { ecosystem, source } of fresh.entries) {
    if (source !== null && !source.line.isChanged) note(ecosystem, source.value);
  }
  for (const { ecosystem, value } of [
    ...old.settings,
    ...fresh.settings.filter((each) => !each.value.line.isChanged),
  ]) {
    note(ecosystem, value.value);
  }
  return names;
};

const keyOf = ({ kind, name, isPlainHttp }: SourcePlace): string => `${kind} ${name} ${isPlainHttp}`;

const WORDS: Readonly<Record<SourcePlace['kind'], string>> = {
  home: 'the registry itself',
  registry: 'another host than the registry',
  git: 'a git repository instead of the registry',
  path: 'a local path instead of the registry',
  own: 'this project',
};

const sayPlace = (what: string, place: SourcePlace, file: string, line: SideLine): Found => {
  if (!place.isPlainHttp) {
    return found(
      RULE,
      'medium',
      { file, line },
      `${what} now comes from ${WORDS[place.kind]}, whose content nobody else checks.`,
    );
  }
  // What an old registry's address names is checked by its hash; any other host is anybody's on the way.
  const severity = place.kind === 'home' ? 'medium' : 'high';
  return found(
    RULE,
    severity,
    { file, line },
    `${what} now comes over plain http, so anybody on the way can put something else in its place.`,
  );
};

/** A path is news only for a package that came from elsewhere: whatever is new in a workspace has one. */
const isNews = (before: readonly Entry[], place: SourcePlace): boolean => {
  if (place.kind === 'home') return place.isPlainHttp;
  if (place.kind !== 'path') return place.kind !== 'own';
  return before.length > 0 && before.every(({ source, version }) => source === null && version !== null);
};

function* inEntries({ file, facts }: FileFacts, familiar: Set<string>): Generator<Found> {
  const perPlace = new Map<string, { place: SourcePlace; name: string; line: SideLine; count: number }>();
  for (const { entry, before } of facts) {
    if (entry.source === null || !entry.source.line.isChanged) continue;
    const place = sourcePlace(entry.ecosystem, entry.source.value);
    if (place === null || familiar.has(keyOf(place)) || !isNews(before, place)) continue;
    const seen = perPlace.get(keyOf(place));
    if (seen === undefined)
      perPlace.set(keyOf(place), { place, name: entry.name.value, line: entry.source.line, count: 0 });
    else seen.count += 1;
  }
  for (const { place, name, line, count } of perPlace.values()) {
    yield sayPlace(count === 0 ? name : `${name}, and ${count} other packages,`, place, file.path, line);
  }
}

function* inSettings({ file, settings }: FileFacts, familiar: ReadonlySet<string>): Generator<Found> {
  for (const { kind, key, value, ecosystem } of settings) {
    if (kind !== 'registry') continue;
    for (const part of value.value.split(/[,|]/, 10)) {
      const place = sourcePlace(ecosystem, part);
      if (place === null || place.kind === 'own' || familiar.has(keyOf(place))) continue;
      if (place.kind === 'home' ? place.isPlainHttp : place.kind !== 'path' || /^\.|\//.test(part)) {
        yield sayPlace(`What "${key}" speaks of`, place, file.path, value.line);
        break;
      }
    }
  }
}

function* replacements({ file, settings }: FileFacts): Generator<Found> {
  for (const { kind, key, value } of settings) {
    if (kind !== 'replace') continue;
    const isPath = /^\.{0,2}\//.test(value.value);
    const message = `${key.slice(0, 200)} is replaced by ${isPath ? 'a local path' : 'another package'}, whatever the other files say.`;
    yield found(RULE, 'medium', { file: file.path, line: value.line }, message);
  }
}

function* removedScopes({ file, old, new: fresh }: FileFacts): Generator<Found> {
  const kept = new Set(fresh.settings.map(({ key }) => key));
  const isScoped = ({ kind, key, value }: Setting): boolean =>
    kind === 'registry' && key.startsWith('@') && value.line.isChanged && !kept.has(key);
  for (const { key, value } of old.settings.filter(isScoped)) {
    const scope = key.split(':', 1)[0] ?? '';
    const message = `Packages under ${scope} now come from the public registry, where anybody may have taken the name.`;
    yield found(RULE, 'medium', { file: file.path, line: value.line, side: 'old' }, message);
  }
}

function* switchedOff({ file, settings }: FileFacts): Generator<Found> {
  for (const { kind, key, value } of settings) {
    if (kind !== 'unchecked') continue;
    const message = `"${key.slice(0, 100)}" weakens the checks on what is downloaded.`;
    yield found('verification-disabled', 'medium', { file: file.path, line: value.line }, message);
  }
}

/** Packages that come from elsewhere than before, and settings that make them do so or switch the checks off. */
export function* changedRegistries(facts: FileFacts): Generator<Found> {
  const familiar = new Set(familiarPlaces(facts));
  yield* inEntries(facts, familiar);
  yield* inSettings(facts, familiar);
  yield* replacements(facts);
  yield* removedScopes(facts);
  yield* switchedOff(facts);
}
