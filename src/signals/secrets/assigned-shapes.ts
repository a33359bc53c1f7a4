import { entropyOf, looksRandom } from './entropy.ts';
import { type SecretShape, secretOf } from './secret-shape.ts';
import { isPlaceholder, WEAK } from './stand-in.ts';

const FILLED_IN_LATER = /^[$%/.]|\$\{|\{\{|\$\(|^https?:|process\.env|environ|getenv/i;
/** Words and identifiers, perhaps numbered: a field's name or a label, not a secret. */
const WORDS = /^[A-Za-z_.:/ -]+\d{0,2}$/;

/** `token_id`, `passwordFile`, `secretName`: what leads to a secret and is none. */
const LEADS_ON =
  /(?:[_-]?id|name|type|class|path|file|field|label|hash|ur[il]|address|prefix|pattern|regex|header|length|count|algorithm|alg|kind|mode|policy|format)["'\]]{0,2}\s{0,3}(?::\s{0,3}\w{1,20}\s{0,3})?(?::=|=>|[:=])\s{0,3}["'`]?$/i;
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const ACCOUNT = /^0x[0-9a-f]{40}$/i;

const isNamed = (secret: string, match: RegExpExecArray): boolean => {
  const lead = match[0].slice(0, secretOf(match).start - match.index);
  // A bare `token` is often an id.
  return !LEADS_ON.test(lead) && !ACCOUNT.test(secret) && !(UUID.test(secret) && /^token/i.test(lead.trimStart()));
};

const isSecretLike = (secret: string, bits: number): boolean =>
  !isPlaceholder(secret) &&
  !WEAK.test(secret) &&
  !FILLED_IN_LATER.test(secret) &&
  !WORDS.test(secret) &&
  /\d/.test(secret) &&
  /[A-Za-z]/.test(secret) &&
  entropyOf(secret) >= bits;

const NAMES = 'passw(?:or)?d|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential';

/** Passwords and keys that only their name gives away. Linear like `TOKEN_SHAPES`. */
export const ASSIGNED_SHAPES: readonly SecretShape[] = [
  {
    rule: 'assigned-secret',
    severity: 'medium',
    what: 'a password or key written into the code',
    pattern: new RegExp(
      `(?:${NAMES})[\\w-]{0,20}["']?\\]?(?:\\s{0,3}:\\s{0,3}\\w{1,20})?\\s{0,3}(?::=|=>|[:=])\\s{0,3}(?<quote>["'\`])(?<secret>[^"'\`\\s]{8,200})\\k<quote>`,
      'gi',
    ),
    accepts: (secret, match) => isNamed(secret, match) && isSecretLike(secret, 2.7),
  },
  {
    rule: 'assigned-secret',
    severity: 'medium',
    what: 'a password or key written into a settings file',
    pattern: new RegExp(
      `^[ \\t]*(?:export +|- +)?[\\w.-]{0,40}(?:${NAMES})[\\w-]{0,20} {0,2}[=:] {0,2}(?<secret>[^\\s"'\`#$<{(;,]{16,200})[ \\t\\r]*$`,
      'gim',
    ),
    accepts: (secret, match) =>
      isNamed(secret, match) && (/(?:\d\D*){3}/.test(secret) || looksRandom(secret)) && isSecretLike(secret, 3.3),
  },
];

/**
 * A value with a digit behind such a name, or a long one right behind `=`, in quotes or not: it may be anything, and a
 * quote hides it.
 */
export const NAMED_VALUE = new RegExp(
  `(?:${NAMES})[\\w-]{0,20}["']?\\s{0,3}[:=]\\s{0,3}["'\`]?(?<secret>(?=[^\\d\\s]{0,200}\\d|(?<==)\\w{16})[\\w+/=.~!@#%^&*-]{12,200})`,
  'gi',
);
