// @ts-check
/** Numbers, times and long texts as words. A missing value is a dash, never 0. */

const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
const DAY_S = 24 * HOUR_S;

/** Largest first: below `from` seconds the next unit is used. @type {[Intl.RelativeTimeFormatUnit, number, number][]} */
const UNITS = [
  ['year', 365 * DAY_S, 365 * DAY_S],
  ['month', 30 * DAY_S, 30 * DAY_S],
  ['day', DAY_S, DAY_S],
  ['hour', HOUR_S, HOUR_S],
  ['minute', MINUTE_S, MINUTE_S],
];

const relativeWords = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });
const whole = new Intl.NumberFormat('en');
const usd = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });
const absolute = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'medium', timeZone: 'UTC' });

/**
 * "3 hr. ago", or "just now" within a minute.
 * @param {string} instant
 * @param {number} nowMs
 */
export const relativeTime = (instant, nowMs) => {
  const seconds = (Date.parse(instant) - nowMs) / 1000;
  if (Number.isNaN(seconds)) return 'at an unknown time';
  for (const [unit, from, size] of UNITS) {
    if (Math.abs(seconds) >= from) return relativeWords.format(Math.trunc(seconds / size), unit);
  }
  return 'just now';
};

/**
 * "21 November 2026 at 02:45:02 UTC".
 * @param {string} instant
 */
export const absoluteTime = (instant) => {
  const time = Date.parse(instant);
  return Number.isNaN(time) ? instant : `${absolute.format(time)} UTC`;
};

/**
 * A score in [0,1] with two decimals; what is too small for them is told from nothing: 0.72, <0.01, and 0.00 only for 0.
 * @param {number | null | undefined} value
 */
export const score = (value) => {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  return value > 0 && value < 0.005 ? '<0.01' : value.toFixed(2);
};

/**
 * Trust that is held against thresholds: as `score`, with more digits where two would show it on the other side of one.
 * @param {number} value
 * @param {readonly number[]} thresholds
 */
export const scoreAgainst = (value, thresholds) => {
  const misleads = (/** @type {number} */ digits) =>
    thresholds.some((threshold) => value < threshold && Number(value.toFixed(digits)) >= threshold);
  const digits = [2, 3, 4, 5].find((few) => !misleads(few)) ?? 6;
  return digits === 2 ? score(value) : value.toFixed(digits);
};

/**
 * A share of a whole, or a number in (−1,1), with enough digits to tell it from nothing: 0.14, 0.0041, −0.50.
 * @param {number | null | undefined} value
 */
export const fine = (value) => {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  if (value === 0) return '0.00';
  const size = Math.abs(value);
  const digits = size >= 0.01 ? value.toFixed(2) : value.toPrecision(2);
  return digits.replace('-', '−');
};

/**
 * A share in [0,1] as per cent.
 * @param {number | null | undefined} value
 */
export const percent = (value) => {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  const hundred = value * 100;
  return `${hundred !== 0 && hundred < 10 ? hundred.toFixed(1) : Math.round(hundred)}\u00A0%`;
};

/** @param {number | null | undefined} value */
export const count = (value) => (value === null || value === undefined ? '–' : whole.format(value));

/**
 * "1 finding", "3 findings".
 * @param {number} amount
 * @param {string} one
 * @param {string} [many]
 */
export const plural = (amount, one, many = `${one}s`) => `${count(amount)} ${amount === 1 ? one : many}`;

/**
 * The first letter large, as a sentence or a list item begins.
 * @param {string} text
 */
export const capital = (text) => {
  const [first = ''] = text;
  return `${first.toUpperCase()}${text.slice(first.length)}`;
};

/**
 * An amount in US dollars to the cent: $1.20, <$0.01, and $0.00 only for nothing.
 * @param {number | null | undefined} value
 */
export const dollars = (value) => {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  return value > 0 && value < 0.005 ? '<$0.01' : usd.format(value);
};

/** @param {number} bytes */
export const byteSize = (bytes) => {
  if (bytes < 1000) return plural(bytes, 'byte');
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(bytes < 10_000 ? 1 : 0)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
};

/**
 * At most `limit` code points, with an ellipsis where something was cut.
 * @param {string} text
 * @param {number} limit
 */
export const clip = (text, limit) => {
  if (text.length <= limit) return text;
  const kept = Array.from(text.slice(0, limit * 2)).slice(0, limit);
  const cut = kept.join('');
  return cut.length < text.length ? `${cut}…` : text;
};

/**
 * A DID short enough for a line: its method and the ends of its id.
 * @param {string} did
 */
export const shortDid = (did) => (did.length <= 28 ? did : `${did.slice(0, 16)}…${did.slice(-6)}`);
