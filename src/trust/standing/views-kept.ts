/** What to keep, and how much of it. */
export interface Keeping<K, V> {
  readonly make: (key: K) => V;
  /** ≥ 0; `most` bounds the sum over all that is kept. */
  readonly sizeOf: (value: V) => number;
  readonly most: number;
}

/** Makes a value when first asked for, and anew when it was dropped since: the longest unused go first, the last too. */
export const keeping = <K, V>({ make, sizeOf, most }: Keeping<K, V>): ((key: K) => V) => {
  const kept = new Map<K, V>();
  let size = 0;
  return (key) => {
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
};
