import { AppError } from '../../domain/index.ts';
import { PackedId } from './packed-id.ts';

/** The most different ids one graph can have, and the most UTF-16 code units in all: what fits a heap of 4 GiB. */
export const ID_LIMITS = { ids: 2 ** 25, characters: 2 ** 30 };

/** After so many taken places in a row an id goes to `crowded`: nobody can slow the table down by choosing ids. */
const MAX_PROBES = 64;

/**
 * Ids and the number of each, counted from 0 in order of first appearance until `sort` renumbers them. Open addressing
 * over packed ids, because a `Map` ends at 2^24 entries and needs a string for every row of a file.
 */
export class IdTable {
  #all: string[] = [];
  /** Pairs of a hash and where in `words` the id stands, after `sort` 1 + its number; 0 is a free place. */
  #places = new Int32Array(2 * 64);
  #crowded = new Map<string, number>();
  /** From 1 on the number and the packed words of one id after the other, side by side to be read at once. */
  #words = new Int32Array(64);
  #used = 1;
  #characters = 0;
  readonly #packed = new PackedId();
  readonly #limits: typeof ID_LIMITS;

  constructor(limits = ID_LIMITS) {
    this.#limits = limits;
  }

  /** Every id once, at its number. The table's own: not to be written to. */
  get all(): readonly string[] {
    return this.#all;
  }

  /** The number of an id, a new one if it has none yet. Not after `sort`. @throws AppError beyond `limits`. */
  intern(id: string): number {
    this.#packed.packText(id);
    const place = this.#place();
    const start = place < 0 ? 0 : this.#places[place + 1]!;
    return start > 0 ? this.#words[start]! : this.#add(id, place);
  }

  /** The same for an id that stands as ASCII in `bytes` from `start` to before `end`; makes a string only if it is new. */
  internAscii(bytes: Buffer, start: number, end: number): number {
    this.#packed.packAscii(bytes, start, end);
    const place = this.#place();
    const known = place < 0 ? 0 : this.#places[place + 1]!;
    return known > 0 ? this.#words[known]! : this.#add(bytes.toString('latin1', start, end), place);
  }

  /**
   * Renumbers in ascending order of UTF-16 code units, so that the order of appearance leaves no trace. Returns the new
   * number of each old one, for the caller to keep. From now on the table takes no more ids.
   */
  sort(): Int32Array {
    const sorted = this.#all.toSorted();
    const numberOf = new Int32Array(sorted.length);
    for (let number = 0; number < sorted.length; number += 1) numberOf[this.intern(sorted[number]!)] = number;
    for (let at = 1; at < this.#places.length; at += 2) {
      if (this.#places[at] !== 0) this.#places[at] = 1 + numberOf[this.#words[this.#places[at]!]!]!;
    }
    for (const [id, old] of this.#crowded) this.#crowded.set(id, numberOf[old]!);
    this.#words = new Int32Array(0);
    this.#all = sorted;
    return numberOf;
  }

  /** After `sort`, the number of an id, or −1. */
  find(id: string): number {
    this.#packed.packText(id);
    const { hash } = this.#packed;
    const places = this.#places;
    for (let probe = 0; probe < MAX_PROBES; probe += 1) {
      const place = ((hash + probe) << 1) & (places.length - 1);
      const number = places[place + 1]! - 1;
      if (number < 0 || (places[place] === hash && this.#all[number] === id)) return number;
    }
    return this.#crowded.get(id) ?? -1;
  }

  /** Where the packed id is or could be put, or −1 when its places are taken by others. */
  #place(): number {
    const { hash, words: wanted, count } = this.#packed;
    const places = this.#places;
    const words = this.#words;
    const mask = places.length - 1;
    for (let probe = 0; probe < MAX_PROBES; probe += 1) {
      const place = ((hash + probe) << 1) & mask;
      const start = places[place + 1]!;
      if (start === 0) return place;
      if (places[place] !== hash) continue;
      let same = 0;
      while (same < count && words[start + 1 + same] === wanted[same]) same += 1;
      if (same === count) return place;
    }
    return -1;
  }

  #add(id: string, place: number): number {
    const known = place < 0 ? this.#crowded.get(id) : undefined;
    if (known !== undefined) return known;
    const index = this.#all.length;
    this.#characters += id.length;
    if (index === this.#limits.ids) throw new AppError(`more than ${index} different ids`);
    if (this.#characters > this.#limits.characters) {
      throw new AppError(`different ids of more than ${this.#limits.characters} characters in all`);
    }
    this.#all.push(id);
    if (place < 0) this.#crowded.set(id, index);
    else this.#put(place, this.#packed.hash, this.#keepWords(index));
    if (this.#all.length > this.#places.length / 4) this.#grow();
    return index;
  }

  /** Keeps the packed id under a number; returns where. */
  #keepWords(index: number): number {
    const { words, count } = this.#packed;
    const start = this.#used;
    this.#used += 1 + count;
    if (this.#used > this.#words.length) {
      const more = new Int32Array(2 * this.#used);
      more.set(this.#words);
      this.#words = more;
    }
    this.#words[start] = index;
    for (let word = 0; word < count; word += 1) this.#words[start + 1 + word] = words[word]!;
    return start;
  }

  #put(place: number, hash: number, start: number): void {
    this.#places[place] = hash;
    this.#places[place + 1] = start;
  }

  /** Twice the places, of which at most half are ever taken. */
  #grow(): void {
    const old = this.#places;
    const crowded = this.#crowded;
    this.#places = new Int32Array(2 * old.length);
    this.#crowded = new Map();
    for (let at = 0; at < old.length; at += 2) {
      if (old[at + 1] !== 0) this.#putAgain(old[at]!, old[at + 1]!);
    }
    for (const [id, index] of crowded) {
      this.#packed.packText(id);
      this.#putAgain(this.#packed.hash, this.#keepWords(index));
    }
  }

  #putAgain(hash: number, start: number): void {
    for (let probe = 0; probe < MAX_PROBES; probe += 1) {
      const place = ((hash + probe) << 1) & (this.#places.length - 1);
      if (this.#places[place + 1] !== 0) continue;
      this.#put(place, hash, start);
      return;
    }
    const index = this.#words[start]!;
    this.#crowded.set(this.#all[index]!, index);
  }
}
