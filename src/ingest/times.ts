import { isValidDatetime } from '@atproto/syntax';
import { LATEST_US } from './position.ts';
import { microsOfTid } from './tid.ts';

/** AT Protocol's longest time. */
const LONGEST = 64;
const TIME = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:[.,](\d+))?(?:[Zz]|([+-])([01]\d|2[0-3]):?([0-5]\d))$/;

/**
 * Microseconds since 1970 of an RFC 3339 time with `Z` or an offset, in all the spellings that records have had; null
 * for anything else, for days and seconds there are not (among them leap seconds, which AT Protocol's own readers refuse
 * too), and for the years 0 to 9, which stand for "no time" in Go. Years before 1970 count as its beginning, years
 * after 2199 as its end ("never expires").
 */
export const microsOf = (text: unknown): number | null => {
  if (typeof text !== 'string' || text.length > LONGEST) return null;
  const match = TIME.exec(text);
  if (match === null || text.startsWith('000')) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  // Not Date.UTC, which takes the years 10 to 99 for those of the last century.
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!exists || hour > 23 || minute > 59 || second > 59) return null;
  const offset = (match[8] === '-' ? -60 : 60) * (60 * Number(match[9] ?? 0) + Number(match[10] ?? 0));
  const micros = Number((match[7] ?? '').slice(0, 6).padEnd(6, '0'));
  return clamp((date.getTime() - offset * 1000) * 1000 + micros);
};

const clamp = (micros: number): number => Math.min(LATEST_US, Math.max(0, micros));

/**
 * What the statuses of one pull request or issue are ordered by, in microseconds since 1970: the time the record gives
 * if AT Protocol's syntax allows it, else the time in its key, else 0. Source: Tangled's appview, which orders alike
 * (`sortMicros` in appview/models/entity_state.go).
 */
export const orderMicros = (createdAt: unknown, rkey: string): number =>
  (isValidDatetime(createdAt) ? microsOf(createdAt) : null) ?? clamp(microsOfTid(rkey) ?? 0);
