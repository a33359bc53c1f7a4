import { looksRandom } from './entropy.ts';
import type { Range } from './secret-shape.ts';
import { isMadeUp, isPlaceholder } from './stand-in.ts';

/** A string that seems drawn at random; `named` when a name for secrets stands before it. */
export interface RandomString extends Range {
  readonly named: boolean;
}

/** The lookbehind lets a match start at a run's first character only, so that scanning stays linear. */
const RUN = /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{20,}={0,2}/g;
const NAMED_MAX_CHARS = 4_096;
/** Without a name, shorter ones are ids and longer ones are content. */
const UNNAMED_CHARS = { min: 24, max: 128 };
const BEFORE_CHARS = 100;
const AFTER_CHARS = 20;
/** A line longer than this was made by a program. */
const WRITTEN_LINE_CHARS = 1_000;

/** What leads up to a value: the name, an operator or the call's bracket, perhaps a scheme, and the quote. */
const LEAD = String.raw`[\w.-]{0,30}["'\x60\])]{0,2}\s{0,4}(?:(?::\s{0,2}[\w&<>\[\]' ]{1,24}\s{0,2})?(?::=|=>|==|[:=(,])|\s)\s{0,4}(?:[\w.\[\]]{1,24}\(\s{0,2})?(?:(?:Bearer|Basic|Token|Bot|token)\s{1,2})?[a-zA-Z]{0,2}["'\x60]?$`;
const SECRET_NAME = new RegExp(
  `(?:secret|token|passw(?:or)?d|passphrase|pwd|auth|credential|bearer|key|(?<![a-z])salt|private)(?:${LEAD})`,
  'i',
);
/** Names that hold random strings anybody may read. `key` alone is often a cache's, a column's or a translation's. */
const OPEN_NAME =
  /(?:pub(?:lic)?|verif\w*|key_?-?id|token_?-?id|kid|hash|digest|sha_?\d*|md5|crc|checksum|integrity|finger_?print|thumb_?print|commit|revision|rev|ref|etag|u?uid|guid|nonce|cache\w*|version|signature|sig|address|contract|mint|c_?id|did|site_?key|client_?id|app_?id|tenant\w*|author|primary|foreign|sort|partition|object|block|tx\w*|merkle|expected|actual|cursor|page|next|continuation\w*|sitemap|verification|measurement_?id)(?:[_-]?(?:key|token|value|string|hex|base64|b64))?["'\x60\])]{0,2}\s{0,4}(?:(?::\s{0,2}\w{1,20}\s{0,2})?(?::=|=>|==|[:=(,])|\s)\s{0,4}[a-zA-Z]{0,2}["'\x60]?$/i;

/** Right before a value that is no secret: hashes with their algorithm, addresses, ids, public keys, base64 content. */
const OPEN_BEFORE =
  /(?:sha\d{1,3}[-:=]|md5[-:=]|h1:|0x|base64,|urn:|ssh-[a-z0-9]{2,10} |ecdsa-[a-z0-9-]{4,30} |age1|did:[a-z]{2,8}:|at:\/\/|[a-z]{3,10}:\/\/[^\s"'`]{0,90}|[@#?&.~]|[A-Za-z]:)$/;
/** File types' first bytes in base64, keys for everybody, content ids, and hexadecimal as long as a hash. */
const OPEN_START =
  /^(?:sha\d{3}-|iVBORw0KGgo|R0lGOD|\/9j\/|UklGR|d09G|AAEAAA|T1RUTw|PHN2Zy|AGFzbQ|H4sI|UEsDB|JVBERi|AAAAB3NzaC|AAAAC3NzaC|AAAAE2Vj|bafy|bafk|zDna|z6Mk|Qm[1-9A-HJ-NP-Za-km-z]{44}$|MI[GI][A-Za-z0-9])/;
const HASH = /^(?:[0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{56}|[0-9a-fA-F]{64}|[0-9a-fA-F]{96}|[0-9a-fA-F]{128})$/;
/** Whether it is hexadecimal of a hash's length, as keys in test vectors are, too. */
export const isHash = (text: string): boolean => HASH.test(text);

const UUID = /^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$/;
/** Content hashes in file names, object members, calls. */
const OPEN_AFTER = /^(?:\.[A-Za-z_]|\(|@|:\/\/|\/|\?)/;
const ALPHABET_STRING = /ABCDEFGH|abcdefgh|23456789|9876543/;

const isOpen = (text: string, before: string, after: string): boolean =>
  UUID.test(text) ||
  OPEN_START.test(text) ||
  OPEN_BEFORE.test(before) ||
  OPEN_AFTER.test(after) ||
  ALPHABET_STRING.test(text) ||
  isPlaceholder(text) ||
  isMadeUp(text);

/** A value by itself: in quotes, or behind `=` or `:` up to the line's end. */
const standsAlone = (before: string, after: string): boolean =>
  (/["'`]$/.test(before) && /^["'`]/.test(after)) || (/[=:]\s{0,3}$/.test(before) && /^\s*$/.test(after));

/** Base64 of a text that a person wrote. */
const isWritten = (text: string): boolean =>
  /^[\t\n\r\x20-\x7E]+$/.test(Buffer.from(text, 'base64').toString('latin1'));

/** True: a secret by its name; false: it might be one; null: nothing to speak of. */
const judge = (line: string, start: number, end: number): boolean | null => {
  const text = line.slice(start, end);
  const before = line.slice(Math.max(0, start - BEFORE_CHARS), start);
  const after = line.slice(end, end + AFTER_CHARS);
  // What follows a scheme (`Authorization: Bearer …`) needs no quote of its own.
  const alone = standsAlone(before, after) || /\b(?:Bearer|Token|Bot) $/.test(before);
  if (!alone || text.length > NAMED_MAX_CHARS || !looksRandom(text)) return null;
  if (isOpen(text, before, after) || OPEN_NAME.test(before)) return null;
  if (SECRET_NAME.test(before)) return true;
  const { min, max } = UNNAMED_CHARS;
  const unnamed = text.length >= min && text.length <= max && line.length <= WRITTEN_LINE_CHARS && !isHash(text);
  return unnamed && !isWritten(text) ? false : null;
};

/**
 * Strings on a line that only their randomness gives away: base64, hexadecimal and letters with digits, of 20 characters
 * or more, that stand alone as a value. Not: hashes, ids, public keys, images, addresses, stand-ins. Linear in the line.
 */
export function* randomStrings(line: string): Generator<RandomString> {
  for (const match of line.matchAll(RUN)) {
    const [start, end] = [match.index, match.index + match[0].length];
    const named = judge(line, start, end);
    if (named !== null) yield { start, end, named };
  }
}

const PART = /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{16,}={0,2}/g;
/** Right before a hash: it is shown, for a hash that changed is what a quote is about. */
const HASH_BEFORE = /(?:sha\d{1,3}[-:=]|md5[-:=]|h1:|0x|@)$/;
/** Right before a commit's id, which is no secret. */
const COMMIT_BEFORE = /\b(?:commit|rev(?:ision)?|ref|Merge|tree|parent)["']?\s{0,2}[:=]?\s{0,2}["']?$/i;
const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
/** Right before a name that code declares, and behind it: nobody can write a secret there and use it. */
const DECLARED_BEFORE = /\b(?:func|function|def|fn|class|interface|struct|void|sub)\s{1,2}$/;
const DECLARED_AFTER = /^\s?[(:{<[]/;

/** All that may be random in a text, wherever it stands, but for ids and hashes that say they are: to be hidden. */
export function* possiblyRandom(text: string): Generator<Range> {
  for (const { 0: part, index } of text.matchAll(PART)) {
    const before = text.slice(Math.max(0, index - 8), index);
    if (UUID.test(part) || /^sha\d{3}-/.test(part) || HASH_BEFORE.test(before)) continue;
    if (COMMIT.test(part) && COMMIT_BEFORE.test(text.slice(Math.max(0, index - 24), index))) continue;
    const after = text.slice(index + part.length, index + part.length + 2);
    if (
      /^\w+$/.test(part) &&
      DECLARED_AFTER.test(after) &&
      DECLARED_BEFORE.test(text.slice(Math.max(0, index - 12), index))
    )
      continue;
    if (looksRandom(part, 'possible')) yield { start: index, end: index + part.length };
  }
}
