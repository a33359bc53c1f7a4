import { endedName, isDevNull, withoutFolders } from './path-names.ts';
import { Unreadable } from './unreadable.ts';

/** A date, with or without a time of day and a zone, as `diff` writes it behind a name (apply.c, `diff_timestamp_len`). */
const STAMP = /(?:\d\d)?\d\d-\d\d-\d\d(?: \d\d:\d\d:\d\d(?:\.\d+)?)?(?: [+-](?:\d{4}|\d\d:\d\d))?$/;

/** How `diff -N` dates a file that is not there: the epoch, in any zone. */
const EPOCH = /^(1969-12-31|1970-01-01) ([0-2]\d):([0-5]\d):00(?:\.0+)? ([-+])([0-2]\d):?([0-5]\d)$/;

/** How many folders of names without `a/` and `b/` git strips: it guesses once, and keeps to it (`guess_p_value`). */
export interface Stripping {
  folders: 0 | 1;
  isKnown: boolean;
}

/** The name on a `---` or `+++` line without its date. */
const undated = (text: string): string => {
  const ended = endedName(text);
  const at = text.startsWith('"') ? 0 : (STAMP.exec(text)?.index ?? 0);
  if (at === 0) return ended;
  const before = text.slice(0, at);
  if (before.endsWith('\t')) return before.slice(0, -1);
  return before.endsWith(' ') ? before.replace(/ +$/, '') : ended;
};

const isEpoch = (text: string): boolean => {
  const match = EPOCH.exec(text.slice(text.lastIndexOf('\t') + 1));
  if (match === null || !text.includes('\t')) return false;
  const [, date, hours, minutes, sign, zoneHours, zoneMinutes] = match;
  const zone = (Number(zoneHours) * 60 + Number(zoneMinutes)) * (sign === '-' ? -1 : 1);
  return Number(hours) * 60 + Number(minutes) - zone === (date === '1969-12-31' ? 24 * 60 : 0);
};

/** 0 when the name has no folder; -1 when git can tell nothing from it. */
const guess = (text: string): number => (isDevNull(text) || undated(text).includes('/') ? -1 : 0);

const settleStripping = (minus: string, plus: string, stripping: Stripping): void => {
  if (stripping.isKnown) return;
  const after = guess(plus);
  const before = guess(minus) < 0 ? after : guess(minus);
  if (before !== 0 || after !== 0) return;
  stripping.folders = 0;
  stripping.isKnown = true;
};

/**
 * The one name, and what happens to the file, that git takes from the `---` and `+++` lines of a diff that is not
 * git's own (`parse_traditional_patch`): of `x` and `x.orig` it takes `x`, and of two other names the second.
 */
export const readPlainNames = (
  minus: string,
  plus: string,
  stripping: Stripping,
): { readonly name: string; readonly kind: 'added' | 'deleted' | 'modified' } => {
  settleStripping(minus, plus, stripping);
  const nameOn = (text: string) => withoutFolders(undated(text), stripping.folders);
  const isNew = isDevNull(minus);
  const isGone = isDevNull(plus);
  if (isNew && isGone) throw new Unreadable('a file is /dev/null on both sides');
  const before = isNew ? undefined : nameOn(minus);
  const after = isGone ? undefined : nameOn(plus);
  const isVariation = before !== undefined && after?.startsWith(before);
  const name = isVariation ? before : (after ?? before);
  if (name === undefined) throw new Unreadable('a file header does not say which file it is about');
  if (isNew || (!isGone && isEpoch(minus))) return { name, kind: 'added' };
  return { name, kind: isGone || isEpoch(plus) ? 'deleted' : 'modified' };
};
