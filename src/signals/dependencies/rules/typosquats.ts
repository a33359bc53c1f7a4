import { npmHighImpact } from 'npm-high-impact';
import type { Ecosystem } from '../../context.ts';
import type { Found } from '../../text/collect.ts';
import { changedLine, type FileFacts, keyOf } from '../file-facts.ts';
import { found } from '../found.ts';
import { KNOWN_CRATES, POPULAR_CRATES } from '../popular/crates.ts';
import { POPULAR_GO_MODULES } from '../popular/go.ts';
import { KNOWN_ON_PYPI, POPULAR_ON_PYPI } from '../popular/pypi.ts';
import { type Likeness, PopularNames } from '../similar-names.ts';
import { PopularOwners } from '../similar-owners.ts';

const MAKE: Readonly<Record<Ecosystem, () => PopularNames>> = {
  npm: () => new PopularNames(npmHighImpact),
  PyPI: () => new PopularNames(POPULAR_ON_PYPI, KNOWN_ON_PYPI),
  'crates.io': () => new PopularNames(POPULAR_CRATES, KNOWN_CRATES),
  Go: () => new PopularNames(POPULAR_GO_MODULES),
};
const made = new Map<Ecosystem, PopularNames>();

/** The lists are laid out when they are first asked for: most changes bring no new package. */
const popularIn = (ecosystem: Ecosystem): PopularNames => {
  const known = made.get(ecosystem) ?? MAKE[ecosystem]();
  made.set(ecosystem, known);
  return known;
};

let owners: PopularOwners | null = null;

/** A module of Go whose owner is like that of a popular one, under the same name. */
const ownerLikeness = (ecosystem: Ecosystem, name: string): Likeness | null => {
  if (ecosystem !== 'Go') return null;
  owners ??= new PopularOwners(POPULAR_GO_MODULES);
  return owners.likenessOf(name);
};

const WORDS: Readonly<Record<Likeness['how'], string>> = {
  spelling: 'is spelled nearly like',
  separators: 'differs only in its separators or scope from',
  look: 'looks like',
  owner: 'has an owner of nearly the same name as',
};

/** Looking two edits away costs more; beyond so many new packages it is left out. */
const THOROUGH = 2_000;
/** A diff of names alone brings more than anybody could have meant. */
const CHECKED = 15_000;

/** Paths of Go end with a major version, and crates may have either separator. */
const spellingOf = (ecosystem: Ecosystem, name: string): string => {
  if (ecosystem === 'Go') return name.replace(/\/v\d{1,4}$/, '');
  return ecosystem === 'crates.io' ? name.toLowerCase().replaceAll('_', '-') : name.toLowerCase();
};

/** New packages whose names may be mistaken for popular ones, each once per change; manifests come first. */
export function* typosquats(all: readonly FileFacts[]): Generator<Found> {
  const before = new Set(all.flatMap(({ old }) => old.entries.map((entry) => `${entry.ecosystem} ${keyOf(entry)}`)));
  const seen = new Set<string>();
  const inOrder = [...all].sort((a, b) => Number(b.role === 'manifest') - Number(a.role === 'manifest'));
  for (const { facts } of inOrder) {
    for (const { file, kind, entry } of facts) {
      const { ecosystem, name } = entry;
      const key = `${ecosystem} ${keyOf(entry)}`;
      const line = changedLine(entry);
      if (kind !== 'added' || line === null || before.has(key) || seen.has(key)) continue;
      seen.add(key);
      if (seen.size > CHECKED) return;
      const spelling = ecosystem === 'PyPI' ? keyOf(entry) : spellingOf(ecosystem, name.value);
      const likeness =
        popularIn(ecosystem).likenessOf(spelling, seen.size <= THOROUGH) ?? ownerLikeness(ecosystem, spelling);
      if (likeness === null) continue;
      const message = `${name.value} ${WORDS[likeness.how]} the popular package ${likeness.popular}; make sure that this one is meant.`;
      yield found('typosquat', 'medium', { file, line }, message);
    }
  }
}
