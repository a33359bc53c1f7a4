import type { Author } from './author.ts';
import { joined } from './fold.ts';

/** Where a person's address is: at a host that nobody can have (RFC 2606). */
export const NOWHERE = '@mail.invalid';

/** How a text names somebody: folded, and as it stands there. */
export interface Name {
  readonly folded: string;
  readonly raw: string;
  /** `own` is the author for sure, `like` is not. */
  readonly source: 'own' | 'like' | undefined;
}

/**
 * Gives each person a placeholder, `person1` for the first that is asked for. The author has one for all spellings, anybody
 * else one for each. What looks like a placeholder is somebody too, so every placeholder in the result is ours.
 */
export class People {
  readonly #numbers = new Map<string, number>();
  readonly #author: Author;
  #last = 0;

  constructor(author: Author) {
    this.#author = author;
  }

  /** The placeholder of whoever is named so; `known` is another name of the same person, used before. */
  placeholder(name: Name, known: Name | null = null): string {
    const key = this.#keyOf(name);
    let number = this.#numbers.get(key) ?? (known === null ? undefined : this.#numbers.get(this.#keyOf(known)));
    if (number === undefined) {
      this.#last += 1;
      number = this.#last;
    }
    this.#numbers.set(key, number);
    return `person${number}`;
  }

  isAuthor({ folded, source }: Name): boolean {
    return source === undefined ? this.#author.is(folded) : source === 'own';
  }

  #keyOf(name: Name): string {
    if (this.isAuthor(name)) return 'author';
    const { folded, raw } = name;
    const bare = raw.endsWith(NOWHERE) ? raw.slice(0, -NOWHERE.length) : raw;
    if (/^person\d{1,30}$/.test(bare)) return `like ${bare}`;
    return folded.includes('@') ? `mail ${folded}` : `name ${joined(folded) || folded}`;
  }
}
