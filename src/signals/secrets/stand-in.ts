const STAND_IN =
  /example|x{4,}|\*{3,}|\.{3}|…|change[_-]?me|placeholder|your[_-]|dummy|redacted|insert|<[^>]*>|0{8}|12345678|01234567|abcdefg|deadbeef/i;

/** So many characters besides the stand-in, mixed as no words are, make a password that somebody put one before. */
const STRONG_CHARS = 10;
const isStrong = (text: string): boolean =>
  text.length >= STRONG_CHARS &&
  /[a-z]/.test(text) &&
  /[A-Z]/.test(text) &&
  (text.match(/\d/g)?.length ?? 0) >= 2 &&
  !/[a-z]{3}|[A-Z]{3}|\d{4}/.test(text);

/** Text that stands where a password would go: `changeme`, `<token>`, `xxxx`, `12345678`, `aaaaaaa`. */
export const isPlaceholder = (secret: string): boolean =>
  (STAND_IN.test(secret) && !isStrong(secret.replace(new RegExp(STAND_IN, 'gi'), ''))) || new Set(secret).size < 5;

/** Values that say themselves that they are made for a test. */
export const WEAK = /^(?:test|fake|mock|sample|demo|foo|bar)|fake|sample|mock/i;
const USUAL_PASSWORD = /^(?:pass(?:word|wd)?|secret|root|admin|guest|test|postgres|mysql|user|foo|bar|pwd?)\d{0,4}$/i;

/** A password that is on every list of passwords, or made for a test. */
export const isUsual = (password: string): boolean => USUAL_PASSWORD.test(password) || WEAK.test(password);

const PREFIX = /^(?:AKIA|ASIA|AIza|(?:[A-Za-z]{2,10}\d{0,2}[-_.]){0,3})/;
const FILLER =
  /wJalrXUtnFEMI.K7MDENG.bPxRfiCY|example|sample|dummy|fake|placeholder|redacted|change[_-]?me|insert|your|token|secret|password|here|deadbeef|cafebabe|foobar|lorem|ipsum|qwerty|(.)\1{3,}/gi;
const WORDS = /^(?:[a-z]{1,12}|[A-Z]{1,12}|\d{1,4})(?:[-_](?:[a-z]{1,12}|[A-Z]{1,12}|\d{1,4})){2,}$/;

/** Characters in runs that count up, such as `abcdefg` and `3456789`, of at least this length. */
const RUN_CHARS = 5;
const inRuns = (text: string): number => {
  let [sum, run] = [0, 1];
  for (let at = 1; at <= text.length; at += 1) {
    if (text.charCodeAt(at) === text.charCodeAt(at - 1) + 1) run += 1;
    else {
      if (run >= RUN_CHARS) sum += run;
      run = 1;
    }
  }
  return sum;
};

/** So many characters that no stand-in explains make a secret of any token. */
const ENOUGH_CHARS = 24;

/**
 * Whether a token of a known shape is made up: `AKIA…EXAMPLE`, `ghp_xxxx…`, `sk-ant-this-is-not-a-key`. A stand-in of a
 * few characters does not excuse a long random token: what is left without it must be short.
 */
export const isMadeUp = (token: string): boolean => {
  const random = token.replace(PREFIX, '');
  if (WORDS.test(random)) return true;
  const rest = random.replace(FILLER, '');
  const unexplained = rest.length - inRuns(rest);
  return unexplained < Math.min(Math.max(12, 0.6 * random.length), ENOUGH_CHARS) || new Set(rest).size < 6;
};
