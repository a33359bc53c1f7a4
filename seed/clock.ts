import { spread } from './ids.ts';

const MINUTE_US = 60_000_000;

/**
 * Microseconds since 1970 of `YYYY-MM-DD HH:MM` (UTC). The script names minutes; the salt adds the seconds and
 * microseconds, so that different writers never share an instant.
 */
export const usAt = (when: string, salt: string): number => {
  const ms = Date.parse(`${when.replace(' ', 'T')}:00Z`);
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d$/.test(when) || Number.isNaN(ms)) throw new TypeError(`not a moment: ${when}`);
  return ms * 1000 + spread(salt, MINUTE_US);
};

const offsetMinutes = (zone: string): number => {
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  return zone.startsWith('-') ? -minutes : minutes;
};

/** RFC 3339 to the second, in the writer's zone, as Tangled's appview formats it. */
export const rfc3339 = (us: number, zone: string): string => {
  const local = new Date(Math.floor(us / 1000) + offsetMinutes(zone) * 60_000).toISOString();
  return `${local.slice(0, 19)}${zone}`;
};

/** RFC 5322, as `git format-patch` writes its Date header. */
export const rfc5322 = (us: number, zone: string): string => {
  const local = new Date(Math.floor(us / 1000) + offsetMinutes(zone) * 60_000).toUTCString();
  return `${local.slice(0, -4)} ${zone === 'Z' ? '+0000' : zone.replace(':', '')}`;
};
