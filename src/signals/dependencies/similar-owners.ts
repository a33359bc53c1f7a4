import distance from 'damerau-levenshtein';
import type { Likeness } from './similar-names.ts';

/** A shorter owner stands in too many others by chance; it must be a word of its own in theirs. */
const CONTAINED_FROM_CHARS = 5;
/** From this length on, one letter more, less or other is a slip. */
const NEAR_FROM_CHARS = 5;
const LONGEST_CHARS = 100;
/** Of one name so many owners are looked at; no popular name has as many. */
const OWNERS_PER_NAME = 50;

interface ModulePath {
  readonly host: string;
  readonly owner: string;
  readonly name: string;
}

/** `host/owner/name`, letter case aside; null for a path that has another shape. What stands behind the name is left out. */
const partsOf = (path: string): ModulePath | null => {
  const [host = '', owner = '', name = ''] = path.toLowerCase().split('/', 3);
  if (!host.includes('.') || owner === '' || name === '' || path.length > 3 * LONGEST_CHARS) return null;
  return owner.length > LONGEST_CHARS ? null : { host, owner, name };
};

const squeezed = (owner: string): string => owner.replaceAll(/[._-]/g, '');
const wordsOf = (owner: string): readonly string[] => owner.split(/[._-]/);

const isLike = (owner: string, popular: string): boolean => {
  if (squeezed(owner) === squeezed(popular)) return true;
  if (popular.length >= CONTAINED_FROM_CHARS && squeezed(owner).includes(squeezed(popular))) return true;
  if (popular.length >= 2 && wordsOf(owner).includes(popular)) return true;
  return Math.min(owner.length, popular.length) >= NEAR_FROM_CHARS && distance(owner, popular).steps === 1;
};

/**
 * Modules whose path names an owner, as those of Go do: the same module under an owner of a like name is a double, such
 * as `github.com/boltdb-go/bolt` for `github.com/boltdb/bolt`. Known owners publish what they like.
 */
export class PopularOwners {
  readonly #byName = new Map<string, ModulePath[]>();
  readonly #owners = new Set<string>();
  readonly #paths = new Map<ModulePath, string>();

  constructor(paths: readonly string[]) {
    for (const path of paths) {
      const parts = partsOf(path);
      if (parts === null) continue;
      const known = this.#byName.get(parts.name) ?? [];
      this.#byName.set(parts.name, known);
      this.#owners.add(`${parts.host}/${parts.owner}`);
      if (known.length < OWNERS_PER_NAME) known.push(parts);
      this.#paths.set(parts, path);
    }
  }

  /** The popular module that this one may be mistaken for; null for none, and for a module of an owner that is known. */
  likenessOf(path: string): Likeness | null {
    const parts = partsOf(path);
    if (parts === null || this.#owners.has(`${parts.host}/${parts.owner}`)) return null;
    const popular = this.#byName.get(parts.name)?.find(({ owner }) => isLike(parts.owner, owner));
    return popular === undefined ? null : { popular: this.#paths.get(popular) ?? path, how: 'owner' };
  }
}
