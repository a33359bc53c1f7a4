import { parseAtUri } from '../../domain/index.ts';
import { accountDid } from '../account-did.ts';
import { microsOf } from '../times.ts';

/** Deeper, wider and longer than any record of Tangled; what lies beyond is not looked at. */
const DEEPEST = 8;
const MOST_FIELDS = 200;
const MOST_MEMBERS = 50;
const MOST_VALUES = 2_000;
const LONGEST_NAME = 60;

/** A field of a record by its path, with what kind of value it holds, and how a time in it is written. */
export interface Field {
  /** `target.repo`, `rounds[].createdAt`. */
  readonly path: string;
  /** A JSON type, or more exactly what a text is: `did`, `at-uri`, `time`, `link`, `""`; `[]` and `{}` where empty. */
  readonly type: string;
  /** For what is a time, or should be one by the field's name. */
  readonly format: string | null;
}

/** The fields of a record, each kind of value once for each path: an array's members count as one. */
export const fieldsOf = (record: unknown): readonly Field[] => {
  const found = new Map<string, Field>();
  const waiting: { path: string; value: unknown; depth: number }[] = [{ path: '', value: record, depth: 0 }];
  let seen = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    seen += 1;
    if (seen > MOST_VALUES || found.size === MOST_FIELDS) break;
    const { path, value, depth } = next;
    const inner = depth < DEEPEST ? innerOf(path, value) : [];
    for (const each of inner) waiting.push({ ...each, depth: depth + 1 });
    if (inner.length > 0 || path === '') continue;
    const field = { path, type: typeOf(value), format: formatOf(path, value) };
    found.set(`${path}:${field.type}:${field.format}`, field);
  }
  return [...found.values()];
};

const innerOf = (path: string, value: unknown): { path: string; value: unknown }[] => {
  if (Array.isArray(value)) return value.slice(0, MOST_MEMBERS).map((member) => ({ path: `${path}[]`, value: member }));
  if (typeof value !== 'object' || value === null) return [];
  const prefix = path === '' ? '' : `${path}.`;
  const fields = Object.entries(value).slice(0, MOST_FIELDS);
  return fields.map(([name, inner]) => ({ path: prefix + name.slice(0, LONGEST_NAME).toWellFormed(), value: inner }));
};

const typeOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.length === 0 ? '[]' : 'array';
  if (typeof value === 'object') return Object.keys(value).length === 0 ? '{}' : 'object';
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 'integer' : 'number';
  return typeof value === 'string' ? textTypeOf(value) : typeof value;
};

const textTypeOf = (text: string): string => {
  if (text === '') return '""';
  if (accountDid(text) !== null) return 'did';
  if (parseAtUri(text) !== null) return 'at-uri';
  if (microsOf(text) !== null) return 'time';
  return /^https?:\/\//.test(text) ? 'link' : 'string';
};

const TIME_FIELD = /(?:At|^time|\.time)$/;
const ZONED = /(?:\.(\d+))?([Zz]|[+-]\d\d:?\d\d)$/;

/** How a time is written: its zone and the digits of its fraction. */
const formatOf = (path: string, value: unknown): string | null => {
  const isTime = microsOf(value) !== null;
  if (!isTime && !TIME_FIELD.test(path)) return null;
  const [, fraction, zone = ''] = (isTime && ZONED.exec(String(value))) || [];
  if (!isTime) return value === '' ? 'empty' : 'unreadable';
  const digits = fraction === undefined ? '' : `, ${fraction.length > 9 ? 'over 9' : fraction.length} digits`;
  return `${/^z$/i.test(zone) ? 'Z' : 'offset'}${digits}`;
};
