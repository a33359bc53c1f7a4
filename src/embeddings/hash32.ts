/**
 * A 32-bit hash of a text's UTF-16 code units, 0 to 2³²−1: FNV-1a, then the finaliser of MurmurHash3 (Appleby, 2011),
 * so that each bit depends on all of the text. Anybody can find collisions.
 */
export const hash32 = (text: string, seed: number): number => {
  let hash = (seed ^ 0x811c9dc5) >>> 0;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  hash ^= hash >>> 16;
  return hash >>> 0;
};
