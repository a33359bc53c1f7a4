import distance from 'damerau-levenshtein';

/** Shorter names are all near each other, so nearness says nothing. */
const SHORTEST_CHARS = 5;
/** From this length on, one letter more, less or other is a slip and not another word. */
const ANY_EDIT_FROM_CHARS = 6;
/** From this length on two edits are; only the best known names are held against that. */
const TWO_EDITS_FROM_CHARS = 12;
const TWO_EDITS_AMONG = 500;
/** Nobody takes the name of what few people install. */
const HELD_AGAINST = 8_000;
const LONGEST_CHARS = 100;

const TWO_EDITS_TO_CHARS = 32;

const scopeOf = (name: string): string => name.slice(0, name.indexOf('/'));

/** Without what people leave out or mix up: separators and scopes. */
const squeezed = (name: string): string => name.replaceAll(/[@/._-]/g, '');

/** Digits and pairs of letters that look like another letter, read as that letter. */
const lookalike = (name: string): string =>
  name
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
    .replaceAll(/[01358]/g, (digit) => ({ 0: 'o', 1: 'l', 3: 'e', 5: 's', 8: 'b' })[digit] ?? digit);

const withoutOne = (name: string): readonly string[] =>
  Array.from(name, (_, at) => name.slice(0, at) + name.slice(at + 1));

/** Why a name may be mistaken for another. */
export interface Likeness {
  readonly popular: string;
  readonly how: 'spelling' | 'separators' | 'look' | 'owner';
}

/** FNV-1a, 32 bits. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
};

/** Numbers and plurals tell one package from the next in good faith: `vue2`, `types`. */
const isSeries = (a: string, b: string): boolean => {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return a.replaceAll(/\d/g, '') === b.replaceAll(/\d/g, '') || (long === `${short}s` && !short.endsWith('s'));
};

/** Two neighbours changed places, or one letter was doubled. */
const isSlip = (a: string, b: string): boolean => {
  if (a.length === b.length) return [...a].sort().join('') === [...b].sort().join('');
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return [...short].some((letter, at) => `${short.slice(0, at)}${letter}${short.slice(at)}` === long);
};

const isNear = (name: string, popular: string): boolean => {
  if (isSeries(name, popular)) return false;
  const edits = distance(name, popular).steps;
  if (Math.min(name.length, popular.length) < ANY_EDIT_FROM_CHARS) return edits === 1 && isSlip(name, popular);
  return edits === 1 || (edits === 2 && Math.min(name.length, popular.length) >= TWO_EDITS_FROM_CHARS);
};

/** Room for the position of a name below its variant's hash, in a number that is still exact. */
const POSITIONS = 2 ** 20;

const variantsOf = (name: string, isLong: boolean): readonly string[] => {
  const one = withoutOne(name);
  return isLong ? [name, ...one, ...one.flatMap(withoutOne)] : [name, ...one];
};

/**
 * The popular names of one registry, to be held against others. Names within some edits of each other share a variant
 * with as many letters left out (Mor and Fraenkel, "A hash code method for detecting and correcting spelling errors",
 * 1982), so a name is looked up in time that its own length bounds. Variants are kept as sorted hashes; hits are checked.
 */
export class PopularNames {
  readonly #names: readonly string[];
  readonly #known: ReadonlySet<string>;
  readonly #scopes: ReadonlySet<string>;
  readonly #squeezed = new Map<string, string>();
  readonly #looks = new Map<string, string>();
  readonly #variants: Float64Array;

  /** `names` with the best known first; `known` are others that may be near them. */
  constructor(names: readonly string[], known: readonly string[] = []) {
    const targets = names.slice(0, HELD_AGAINST);
    this.#names = targets;
    this.#known = new Set([...names, ...known]);
    this.#scopes = new Set(names.filter((name) => name.startsWith('@')).map(scopeOf));
    for (const name of targets.toReversed()) {
      this.#squeezed.set(squeezed(name), name);
      this.#looks.set(lookalike(name), name);
    }
    this.#variants = Float64Array.from(
      targets.flatMap((name, position) => {
        const isLong =
          name.length >= TWO_EDITS_FROM_CHARS && name.length <= TWO_EDITS_TO_CHARS && position < TWO_EDITS_AMONG;
        if (name.length < SHORTEST_CHARS) return [];
        return [...new Set(variantsOf(name, isLong))].map((variant) => hashOf(variant) * POSITIONS + position);
      }),
    ).sort();
  }

  /** Whether it is one of those that this registry's users know. */
  isKnown(name: string): boolean {
    return this.#known.has(name);
  }

  /**
   * The popular name that this one may be mistaken for; null for one that is known itself, that is under a known scope
   * (which strangers cannot publish to), or too short to tell. `isThorough` also looks two edits away.
   */
  likenessOf(name: string, isThorough = false): Likeness | null {
    if (name.length < SHORTEST_CHARS || name.length > LONGEST_CHARS || this.#known.has(name)) return null;
    if (name.startsWith('@') && this.#scopes.has(scopeOf(name))) return null;
    const separated = this.#squeezed.get(squeezed(name));
    if (separated !== undefined) return { popular: separated, how: 'separators' };
    const looking = this.#looks.get(lookalike(name));
    if (looking !== undefined) return { popular: looking, how: 'look' };
    const spelled = this.#near(name, isThorough);
    return spelled === null ? null : { popular: spelled, how: 'spelling' };
  }

  #near(name: string, isThorough: boolean): string | null {
    const isLong = isThorough && name.length >= TWO_EDITS_FROM_CHARS - 2 && name.length <= TWO_EDITS_TO_CHARS + 2;
    let best: { popular: string; position: number } | null = null;
    for (const variant of variantsOf(name, isLong)) {
      for (const position of this.#positionsOf(variant)) {
        const popular = this.#names[position];
        if (popular === undefined || (best !== null && best.position <= position)) continue;
        if (isNear(name, popular)) best = { popular, position };
      }
    }
    return best?.popular ?? null;
  }

  *#positionsOf(variant: string): Generator<number> {
    const from = hashOf(variant) * POSITIONS;
    let [low, high] = [0, this.#variants.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#variants[middle] ?? 0) < from) low = middle + 1;
      else high = middle;
    }
    for (; low < this.#variants.length; low += 1) {
      const offset = (this.#variants[low] ?? 0) - from;
      if (offset >= POSITIONS) return;
      yield offset;
    }
  }
}
