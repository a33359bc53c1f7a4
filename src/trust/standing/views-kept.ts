/** What to keep, and how much of it. */
export interface Keeping<K, V> {
  /** What is there at first, the longest unused first. */
  readonly start?: Iterable<readonly [K, V]>;
  readonly make: (key: K) => V;
  /** ≥ 0; `most` bounds the sum over all that is kept. */
  readonly sizeOf: (value: V) => number;
  readonly most: number;
}

/** Values by key, made when they are asked for. */
export interface Kept<K, V> {
  (key: K): V;
  /** What is kept now, the longest unused first. */
  readonly all: () => Iterable<readonly [K, V]>;
}

/** Makes a value when first asked for, and anew when it was dropped since: the longest unused go first, the last too. */
export const keeping = <K, V>({ make, sizeOf, most, start = [] }: Keeping<K, V>): Kept<K, V> => {
  const kept = new Map(start);
  let size = kept.values().reduce((sum, value) => sum + sizeOf(value), 0);
  const get = (key: K): V => {
    const known = kept.get(key);
    const value = known ?? make(key);
    if (known === undefined) size += sizeOf(value);
    kept.delete(key);
    kept.set(key, value);
    for (const [oldest, dropped] of kept) {
      if (size <= most) break;
      kept.delete(oldest);
      size -= sizeOf(dropped);
    }
    return value;
  };
  return Object.assign(get, { all: () => kept });
};
