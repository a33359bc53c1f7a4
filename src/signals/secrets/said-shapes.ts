import { type Range, secretOf } from './secret-shape.ts';

/** Values that only their place makes likely secrets: a quote hides them, and no finding is made of them. */
interface SaidShape {
  readonly pattern: RegExp;
  readonly accepts?: (secret: string, match: RegExpExecArray) => boolean;
}

const NAMES =
  'passw(?:or)?d|passphrase|pass|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|signing[_-]?key|credentials?|auth(?:orization)?|cookie';
/** What is read elsewhere: a variable, a command, a template's field. */
const READ_ELSEWHERE = /^(?:\$[\w{(]|\{\{|%[\w(]|<[a-z]|process\.|os\.|env\b)/i;
const ALGORITHM = /^(?:sha|md|hs|rs|es|aes|hmac|rsa|ecdsa|ed)[-_]?\d/i;
const HOST =
  /^(?:[a-z]{2,10}:\/\/|[./~]|(?:[a-z\d-]{1,63}\.){1,8}[a-z]{2,24}(?:[:/]|$)|localhost|\d{1,3}(?:\.\d{1,3}){3})/i;

const isWritten = (secret: string): boolean =>
  !READ_ELSEWHERE.test(secret) && !/^(?:Bearer|Basic|Token) ?$/i.test(secret);
/** Not a word of the language, nor a name in code: something a person chose so that nobody guesses it. */
const isChosen = (secret: string): boolean =>
  isWritten(secret) && /[^A-Za-z_.]/.test(secret) && !ALGORITHM.test(secret);
const isNoNumber = (secret: string): boolean => isWritten(secret) && !/^\d+$/.test(secret);

/** Commands whose `-p`, `-a`, `-P`, `-w` is followed by a password; elsewhere these are ports and paths. */
const ASKS_PASSWORD =
  /\b(?:sshpass|mysql\w{0,12}|mariadb\w{0,12}|mongo\w{0,12}|redis-cli|docker login|podman login|buildah login|7za?|unzip|zip|ldap\w{2,10}|smbclient|plink|pscp|htpasswd|sqlcmd|rabbitmqctl|keytool)\b/;
const COMMAND_CHARS = 200;
const asksPassword = (secret: string, { input, index }: RegExpExecArray): boolean =>
  isWritten(secret) && ASKS_PASSWORD.test(input.slice(Math.max(0, index - COMMAND_CHARS), index));

/** Each starts at something that its own repetition cannot contain, or is bounded, so that scanning stays linear. */
const SAID_SHAPES: readonly SaidShape[] = [
  {
    // curl -u user:password
    pattern: /(?<![\w-])(?:-u|-U|--(?:proxy-)?user)[ =]{0,3}["']?[^\s:"'=]{0,64}:(?<secret>[^\s"'|;]{4,200})/g,
    accepts: isNoNumber,
  },
  {
    pattern:
      /(?<![\w-])-[pPawx] ?(?:"(?<secret>[^"\n]{5,200})"|'(?<secret>[^'\n]{5,200})'|(?<secret>[^\s"'|;-][^\s"'|;]{4,199}))/g,
    accepts: asksPassword,
  },
  {
    pattern:
      /(?<![\w-])--(?:[a-z]{1,16}-){0,3}(?:pass(?:word|wd|phrase|code)?|token|secret|api-?key|key|auth|credentials?|bearer|pw)(?:[= ]{1,3})(?:"(?<secret>[^"\n]{5,200})"|'(?<secret>[^'\n]{5,200})'|(?<secret>[^\s"'|;-][^\s"'|;]{4,199}))/gi,
    accepts: isNoNumber,
  },
  {
    // A header in a command: whoever makes one of his own for a request mostly hands over a key.
    pattern:
      /(?<![\w-])(?:-H|--header)[ =]{0,3}["']?(?:X-|Private|[\w-]{0,30}(?:auth|key|token|secret|cookie|pass))[\w-]{0,40}\s{0,2}:\s{0,3}(?:(?:Bearer|Basic|Token|Digest|Bot)\s)?(?<secret>[^"'\n]{6,400})/gi,
    accepts: isWritten,
  },
  {
    // A header in code, by its name.
    pattern:
      /(?<![\w-])(?:Proxy-)?(?:Authorization|(?:Set-)?Cookie|X-[\w-]{0,30}(?:Api|Auth|Key|Token|Secret|Pass|Session|Sign)[\w-]{0,30})["'`]?\]?\s{0,3}[:=,]\s{0,3}["'`]?(?:(?:Bearer|Basic|Token|Digest|Bot)\s)?(?<secret>[^"'`\n]{6,400})/gi,
    accepts: isChosen,
  },
  {
    // Whoever stands before the host: a user by itself may be a token.
    pattern: /:\/\/(?<secret>[^\s/:@"'`<>{}$]{6,200})@[\w[.-]/g,
    accepts: (user) => !/^[a-z]{6,12}$/.test(user),
  },
  { pattern: /:\/\/[^\s/:@"'`<>]{0,64}:(?<secret>[^\s/@"'`<>]{3,200})@[\w[.-]/g, accepts: isWritten },
  {
    pattern: new RegExp(`[?&][\\w-]{0,20}(?:${NAMES}|key|sig|signature|code)=(?<secret>[^\\s&"'\`#]{6,400})`, 'gi'),
    accepts: isWritten,
  },
  {
    // A string beside the name of a secret: set, compared, handed over. It may have blanks in it.
    pattern: new RegExp(
      `(?:${NAMES}|(?<![a-z])key|\\bpin|salt|hmac|\\bmac)[\\w-]{0,20}["'\`)\\]]{0,3}\\s{0,3}(?::\\s{0,3}\\w{1,20}\\s{0,3})?(?::=|=>|={1,3}|!={1,2}|[:,(])\\s{0,3}[a-zA-Z]{0,2}(?:"(?<secret>[^"\\n]{6,200})"|'(?<secret>[^'\\n]{6,200})'|\`(?<secret>[^\`\\n]{6,200})\`)`,
      'gi',
    ),
    accepts: isChosen,
  },
  {
    // A string compared with something.
    pattern:
      /(?<![=!<>])[=!]={1,2}\s{0,3}(?:"(?<secret>[^"\n]{8,200})"|'(?<secret>[^'\n]{8,200})'|`(?<secret>[^`\n]{8,200})`)/g,
    accepts: (secret) => /\d/.test(secret) && /[a-z]/.test(secret) && /[A-Z]/.test(secret) && !/[/ ]/.test(secret),
  },
  {
    // Settings of images and shells: a name for secrets, a blank, a value.
    pattern: new RegExp(
      `(?:^|\\n)\\s{0,20}(?:ENV|ARG|export|set|setx)\\s{1,4}\\w{0,40}(?:${NAMES})\\w{0,20}(?:\\s{1,4}|=)["']?(?<secret>[^\\s"']{6,200})`,
      'gi',
    ),
    accepts: isWritten,
  },
  {
    pattern: new RegExp(
      `\\b(?:${NAMES}|key)\\b\\s{0,3}(?:is|was|:|=)\\s{1,3}["'\`]?(?<secret>[^\\s"'\`,;(){}]{6,200})`,
      'gi',
    ),
    accepts: (secret) => isChosen(secret) && !/^[\w.]+[([]/.test(secret),
  },
  {
    // What people are told to make passwords like.
    pattern:
      /["'][\u0080-\uffff]{0,4}(?<secret>(?=[^\s"']{0,63}[a-z])(?=[^\s"']{0,63}[A-Z])(?=[^\s"']{0,63}\d)(?=[^\s"']{1,63}[!@#$%^&*])[A-Za-z0-9][^\s"'`/(){}<>:;,.\\]{9,63})["']/g,
    accepts: isWritten,
  },
];

/** Calls that are handed a user and a password, or compare what must not be known. Their strings are hidden. */
const AUTH_CALL =
  /(?<![a-z])(?:auth|basic_?auth|http_?basic_?auth|log_?in|sign_?in|connect|authenticate|credentials?|set_?password|timing_?safe_?equal|compare_?digest|constant_?time_?\w{0,16}|hash_?equals|secure_?compare|is_?admin|is_?authorized|verify_?\w{0,20}|check_?(?:pass|auth|token|key|secret|sign)\w{0,20})\s{0,3}(?:=\s{0,3})?[([]/gi;
const ARGUMENTS_CHARS = 200;
const LITERAL = /"(?<secret>[^"\n]{6,200})"|'(?<secret>[^'\n]{6,200})'|`(?<secret>[^`\n]{6,200})`/g;

function* handedOver(text: string): Generator<Range> {
  let seenTo = 0;
  for (const { 0: call, index } of text.matchAll(AUTH_CALL)) {
    const from = Math.max(seenTo, index + call.length);
    const given = text.slice(from, index + call.length + ARGUMENTS_CHARS);
    seenTo = from + given.length;
    for (const match of given.matchAll(LITERAL)) {
      const { start, end } = secretOf(match);
      const literal = given.slice(start, end);
      if (isChosen(literal) && !HOST.test(literal)) yield { start: from + start, end: from + end };
    }
  }
}

/** Hexadecimal of something typed: every byte of it is a printable character. */
const HEX_OF_TEXT = /(?<![0-9A-Za-z])(?:[2-7][0-9a-fA-F]){8,}(?![0-9A-Za-z])/g;

/** All that its place in the text makes a secret likely enough to be hidden. In no order, may overlap. Linear. */
export function* saidSecrets(text: string): Generator<Range> {
  for (const { pattern, accepts } of SAID_SHAPES) {
    for (const match of text.matchAll(pattern)) {
      const { start, end } = secretOf(match);
      if (accepts?.(text.slice(start, end), match) !== false) yield { start, end };
    }
  }
  yield* handedOver(text);
  for (const { 0: hex, index } of text.matchAll(HEX_OF_TEXT)) {
    if (/[a-fA-F]/.test(hex) || hex.length >= 24) yield { start: index, end: index + hex.length };
  }
}
