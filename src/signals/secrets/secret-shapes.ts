import type { Severity } from '../../domain/index.ts';

/** A stretch of a text: `start` up to and without `end`. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** What a kind of secret looks like. The group `secret` is what must not be shown. */
export interface SecretShape {
  readonly rule: string;
  readonly severity: Severity;
  readonly what: string;
  readonly pattern: RegExp;
  /** Knows a secret by its name only: anything that knows the secret itself comes first. */
  readonly isGeneric?: true;
  /** Refuses what only looks the part, beyond the placeholders that are refused for every shape. */
  readonly accepts?: (secret: string, match: RegExpExecArray) => boolean;
}

/** Bits of Shannon entropy per character: about 4.5 for random base64 of 40 characters, 3 or less for words. */
const entropyOf = (text: string): number => {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
};

const STAND_IN =
  /example|x{4,}|\*{3,}|\.{3}|…|change[_-]?me|placeholder|your[_-]|dummy|redacted|insert|<[^>]*>|0{8}|12345678|01234567|abcdefg|deadbeef/i;

/** Text that stands where a secret would go: `AKIA…EXAMPLE`, `xxxx`, `changeme`, `<token>`, `12345678`, `aaaaaaa`. */
export const isPlaceholder = (secret: string): boolean => STAND_IN.test(secret) || new Set(secret).size < 5;

const WEAK = /^(?:test|fake|mock|sample|demo|foo|bar)|fake|sample|mock/i;
const FILLED_IN_LATER = /^[$%/.]|\$\{|\{\{|\$\(|^https?:|process\.env|environ|getenv/i;
/** Words and identifiers, perhaps numbered: a field's name or a label, not a secret. */
const WORDS = /^[A-Za-z_.:/ -]+\d{0,2}$/;

const isSecretLike = (secret: string, bits: number): boolean =>
  !WEAK.test(secret) &&
  !FILLED_IN_LATER.test(secret) &&
  !WORDS.test(secret) &&
  /\d/.test(secret) &&
  /[A-Za-z]/.test(secret) &&
  entropyOf(secret) >= bits;

const USUAL_PASSWORD = /^(?:pass(?:word|wd)?|secret|root|admin|guest|test|postgres|mysql|user|foo|bar|pwd?)\d{0,4}$/i;

const NAMES = 'passw(?:or)?d|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential';

/**
 * The shapes, specific before generic: where two overlap the first one counts. Every expression starts at something
 * that its own repetition cannot contain, so that scanning stays linear.
 */
export const SECRET_SHAPES: readonly SecretShape[] = [
  {
    rule: 'private-key',
    severity: 'high',
    what: 'a private key',
    // The key's own lines must follow: code that looks for the header is not a key.
    pattern:
      /-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----(?:\\[rn]|[\s"'`+,;\\#*|>]|[A-Z][A-Za-z-]{2,20}: [^\n\\]{0,80}(?:\n|\\n)){1,80}(?<secret>(?:[A-Za-z0-9+/=]|\\[rn]){32,})/g,
  },
  {
    rule: 'aws-access-key-id',
    severity: 'high',
    what: 'an AWS access key id',
    pattern: /(?<![A-Za-z0-9])(?<secret>(?:AKIA|ASIA)[A-Z2-7]{16})(?![A-Za-z0-9])/g,
  },
  {
    rule: 'aws-secret-access-key',
    severity: 'high',
    what: 'an AWS secret access key',
    pattern:
      /(?:aws[_-]?secret(?:[_-]?access)?[_-]?key|secret[_-]?access[_-]?key)["']?\s{0,5}(?:=>|[:=])\s{0,5}["']?(?<secret>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/gi,
  },
  {
    rule: 'github-token',
    severity: 'high',
    what: 'a GitHub token',
    pattern: /(?<![A-Za-z0-9])(?<secret>gh[opusr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{22,255})(?![A-Za-z0-9])/g,
  },
  {
    rule: 'gitlab-token',
    severity: 'high',
    what: 'a GitLab token',
    pattern: /(?<![\w-])(?<secret>gl(?:pat|ptt|dt|rt|soat|cbt)-[\w-]{20,128})/g,
  },
  {
    rule: 'slack-token',
    severity: 'high',
    what: 'a Slack token',
    pattern: /(?<![\w-])(?<secret>xox[abeoprs]-[A-Za-z0-9-]{16,250})/g,
    accepts: (secret) => /\d/.test(secret),
  },
  {
    rule: 'slack-webhook',
    severity: 'high',
    what: 'a Slack webhook address',
    pattern:
      /hooks\.slack\.com\/(?:services|workflows)\/(?<secret>T[A-Z0-9]{6,14}\/[A-Z]?[A-Z0-9]{6,14}\/[A-Za-z0-9]{16,40})/g,
  },
  {
    rule: 'anthropic-key',
    severity: 'high',
    what: 'an Anthropic key',
    pattern: /(?<![\w-])(?<secret>sk-ant-[a-z]{3,6}\d\d-[\w-]{20,200})/g,
  },
  {
    rule: 'openai-key',
    severity: 'high',
    what: 'an OpenAI key',
    pattern:
      /(?<![\w-])(?<secret>sk-(?:proj|svcacct|admin)-[\w-]{20,250}|sk-[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}|sk-[A-Za-z0-9]{48}(?![A-Za-z0-9]))/g,
  },
  {
    rule: 'stripe-key',
    severity: 'high',
    what: 'a live Stripe key',
    pattern: /(?<![\w])(?<secret>[rs]k_live_[A-Za-z0-9]{20,120})/g,
  },
  {
    rule: 'google-api-key',
    severity: 'high',
    what: 'a Google API key',
    pattern: /(?<![\w-])(?<secret>AIza[\w-]{35})(?![\w-])/g,
  },
  {
    rule: 'npm-token',
    severity: 'high',
    what: 'an npm token',
    pattern: /(?<![\w])(?<secret>npm_[A-Za-z0-9]{36})(?![A-Za-z0-9])/g,
  },
  {
    rule: 'json-web-token',
    severity: 'medium',
    what: 'a signed token (JWT)',
    pattern: /(?<![\w-])(?<secret>eyJ[\w-]{10,1200}\.eyJ[\w-]{10,1200}\.[\w-]{16,600})/g,
  },
  {
    rule: 'password-in-url',
    severity: 'medium',
    what: 'a password in an address',
    pattern: /:\/\/(?<user>[^\s:@/'"`<>{}$]{1,64}):(?<secret>[^\s:@/'"`<>{}$]{4,128})@[\w.-]/g,
    accepts: (secret, match) => secret !== match.groups?.user && !USUAL_PASSWORD.test(secret) && !WEAK.test(secret),
  },
  {
    rule: 'assigned-secret',
    isGeneric: true,
    severity: 'medium',
    what: 'a password or key written into the code',
    pattern: new RegExp(
      `(?:${NAMES})[\\w-]{0,20}["']?\\]?(?:\\s{0,3}:\\s{0,3}\\w{1,20})?\\s{0,3}(?::=|=>|[:=])\\s{0,3}(?<quote>["'\`])(?<secret>[^"'\`\\s]{8,200})\\k<quote>`,
      'gi',
    ),
    accepts: (secret) => isSecretLike(secret, 2.7),
  },
  {
    rule: 'assigned-secret',
    isGeneric: true,
    severity: 'medium',
    what: 'a password or key written into a settings file',
    pattern: new RegExp(
      `^[ \\t]*(?:export +|- +)?[\\w.-]{0,40}(?:${NAMES})[\\w-]{0,20} {0,2}[=:] {0,2}(?<secret>[^\\s"'\`#$<{(;,]{16,200})[ \\t\\r]*$`,
      'gim',
    ),
    accepts: (secret) => /(?:\d\D*){3}/.test(secret) && isSecretLike(secret, 3.3),
  },
];

/** Where the secret itself stands within the text that the expression was run on. */
export const secretOf = (match: RegExpExecArray): Range => {
  const secret = match.groups?.secret ?? match[0];
  const start = match.index + match[0].lastIndexOf(secret);
  return { start, end: start + secret.length };
};

/** Everything in the text that has a secret's shape, placeholders too: what a quote hides. */
export const secretRanges = (text: string): readonly Range[] =>
  SECRET_SHAPES.flatMap(({ pattern }) => [...text.matchAll(pattern)].map(secretOf));
