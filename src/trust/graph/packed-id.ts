/**
 * One id at a time as 32-bit words, so that comparing and hashing take a step for four characters: first its length in
 * UTF-16 code units (of ASCII) or the complement of that (of others), then four ASCII characters or two code units to a
 * word, the last filled up with zeros. Two ids are the same exactly if their words are.
 */
export class PackedId {
  #words = new Int32Array(64);
  #count = 0;
  #hash = 0;

  /** The first `count` of these are the id; they last until the next one is packed. */
  get words(): Int32Array {
    return this.#words;
  }

  get count(): number {
    return this.#count;
  }

  /** Of all words, any 32 bits. */
  get hash(): number {
    return this.#hash;
  }

  /** Packs what stands as ASCII in `bytes` from `start` to before `end`. */
  packAscii(bytes: Uint8Array, start: number, end: number): void {
    const words = this.#roomFor(end - start);
    let hash = mixed(HASH_BASE, end - start);
    let count = 1;
    words[0] = end - start;
    let at = start;
    for (; at + 3 < end; at += 4) {
      const word = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
      words[count++] = word;
      hash = mixed(hash, word);
    }
    if (at < end) {
      let word = bytes[at]!;
      if (at + 1 < end) word |= bytes[at + 1]! << 8;
      if (at + 2 < end) word |= bytes[at + 2]! << 16;
      words[count++] = word;
      hash = mixed(hash, word);
    }
    this.#count = count;
    this.#hash = hash;
  }

  /** Packs any string. */
  packText(id: string): void {
    const words = this.#roomFor(id.length);
    let wide = 0;
    for (let at = 0; at < id.length; at += 1) wide |= id.charCodeAt(at);
    const bits = wide < 128 ? 8 : 16;
    words[0] = wide < 128 ? id.length : ~id.length;
    let hash = mixed(HASH_BASE, words[0]!);
    let count = 1;
    for (let at = 0; at < id.length; ) {
      let word = 0;
      for (let shift = 0; shift < 32 && at < id.length; shift += bits) word |= id.charCodeAt(at++) << shift;
      words[count++] = word;
      hash = mixed(hash, word);
    }
    this.#count = count;
    this.#hash = hash;
  }

  #roomFor(units: number): Int32Array {
    if (units / 2 + 2 > this.#words.length) this.#words = new Int32Array(units);
    return this.#words;
  }
}

const HASH_BASE = 0x811c9dc5 | 0;

/** Multiplying carries bits up, the shift carries them down again: every word reaches every bit. */
const mixed = (hash: number, word: number): number => {
  const product = Math.imul(hash ^ word, 0x9e3779b1);
  return product ^ (product >>> 15);
};
