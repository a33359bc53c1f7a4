/**
 * Microseconds since 1970 of an RFC 3339 time with `Z` or an offset, as Tangled's records carry; null for anything
 * else, for years before 1970, and for times no number can hold.
 */
export const microsOf = (text: unknown): number | null => {
  if (typeof text !== 'string') return null;
  const match = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?\d*(Z|z|[+-]\d\d:?\d\d)$/.exec(text);
  if (match === null) return null;
  const [, day, time, fraction = '', zone = 'Z'] = match;
  const offset = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase();
  const seconds = Date.parse(`${day}T${time}${offset}`);
  if (!Number.isFinite(seconds) || seconds < 0) return null;
  return seconds * 1000 + Number(fraction.padEnd(6, '0').slice(0, 6));
};
