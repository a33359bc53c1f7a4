/** The last microsecond of the year 2199: whatever is said to be later counts as then, so that every time fits a number. */
const LATEST_US = Date.UTC(2200, 0, 1) * 1000 - 1;

/**
 * Microseconds since 1970 of an RFC 3339 time with `Z` or an offset, as Tangled's records carry; null for anything
 * else and for years before 1970. Times after the year 2199 are its end ("never expires").
 */
export const microsOf = (text: unknown): number | null => {
  if (typeof text !== 'string') return null;
  const match = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?\d*(Z|z|[+-]\d\d:?\d\d)$/.exec(text);
  if (match === null) return null;
  const [, day, time, fraction = '', zone = 'Z'] = match;
  const offset = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase();
  const seconds = Date.parse(`${day}T${time}${offset}`);
  if (!Number.isFinite(seconds) || seconds < 0) return null;
  return Math.min(LATEST_US, seconds * 1000 + Number(fraction.padEnd(6, '0').slice(0, 6)));
};
