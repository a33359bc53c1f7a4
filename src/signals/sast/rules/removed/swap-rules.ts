import type { Swap, SwapRule } from '../../removed/swap-rule.ts';

const AUTH =
  /auth(?!or(?!i))|permission|privilege|admin|is_?staff|is_?owner|superuser|can_?(?:access|read|write|edit|delete|view|manage|push|merge)|has_?(?:role|perm|access|scope)|logged_?in|signed_?in|verif(?:y|ied)|signature|hmac|csrf|trusted|allowed|is_?valid|credential|password|token_?(?:valid|ok|matches)|forbidden|unauthori/i;
const CHECKING_FUNCTION =
  /(?:auth(?!or(?!i))|verif|valid(?!ator)|permi|check_?(?:sig|token|pass|perm|access|cert|host|origin)|is_?(?:admin|owner|allowed|trusted|safe)|can_?(?:access|read|write|edit|delete|view)|has_?(?:role|perm|access)|allow|trust)\w{0,30}\s*[=(<:]/i;
const SIZE =
  /len|length|size|count|max|min\b|limit|cap(?:acity)?\b|bound|offset|remaining|avail|depth|idx|index|sizeof|\bend\b|\bnum|\bn\b/i;

const alternatives = (...pairs: readonly (readonly [before: string, after: string])[]) => {
  const known = new Set(pairs.map(([before, after]) => `${before}\0${after}`));
  return ({ before, after }: Swap): boolean => known.has(`${before}\0${after}`);
};

/** A number as source writes it (`10_000`, `0x10`, `5000u`); null for anything else. */
const numberIn = (text: string): number | null => {
  const value = Number(text.replace(/[_']/g, '').replace(/(?<=\d)(?:u|l|n|f|usize|u32|u64|i32|i64)+$/i, ''));
  return text.length > 0 && Number.isFinite(value) ? value : null;
};

/** By how much a number grows (`10` to `100`: 10; `60` to `60 * 24`: 24); null when it is no number that changes. */
const growth = ({ before, after }: Swap): number | null => {
  const factor = /^\* (\S{1,20})$/;
  if (before === '' && factor.test(after)) return numberIn(factor.exec(after)?.[1] ?? '');
  if (after === '' && factor.test(before)) return 1 / (numberIn(factor.exec(before)?.[1] ?? '') ?? Number.NaN);
  const [from, to] = [numberIn(before), numberIn(after)];
  return from === null || to === null || from <= 0 ? null : to / from;
};

const UNLIMITED =
  /^(?:0|- 1|None|null|nil|Infinity|math \. inf|usize :: MAX|u64 :: MAX|i64 :: MAX|SIZE_MAX|INT_MAX|UINT_MAX|Number \. MAX_SAFE_INTEGER|math \. MaxInt\w*)$/;
const LIMIT =
  /(?:max|limit|quota|attempts|threshold|cap)(?![a-z])|max_?(?:size|len|length|bytes|depth|body|attempts|requests)/i;
const WORK =
  /round|iteration|salt|\bcost|work_?factor|pbkdf2|bcrypt|scrypt|argon|key_?(?:size|bits|length)|modulus|min_?(?:password|length)/i;
const LIFETIME = /expir|\bttl|max_?age|lifetime|session|token|cookie/i;
const PROTECTION =
  /(?<!un)(?:verif|secure|strict_?(?:ssl|tls|transport|host)|validat|authenti|authori|ssl|tls|csrf|xsrf|http_?only|escap|sandbox|signature|integrity|enforc|hsts|reject_?unauthorized|encrypt|read_?only|isolat)\w{0,20}["']?\s*[:=(,]/i;
const DANGER =
  /insecure|skip_?(?:verif|valid|auth|ssl|tls|check)|allow_?(?:any|all|insecure|unsafe|unauth|anonymous|http|invalid|untrusted)|trust_?all|disable_?(?:ssl|tls|auth|csrf|secur|verif|valid|host|cert|check)|ignore_?(?:cert|ssl|tls|expir|valid|sig)|bypass|danger|no_?verif|unsafe/i;

const TLS_RANK: readonly (readonly [RegExp, number])[] = [
  [/(?:tls|v)[\w. ]{0,3}1[._ ]?3|1\.3/i, 4],
  [/(?:tls|v)[\w. ]{0,3}1[._ ]?2|1\.2/i, 3],
  [/(?:tls|v)[\w. ]{0,3}1[._ ]?1|1\.1/i, 2],
  [/(?:tls|v)[\w. ]{0,3}1(?:[._ ]?0)?(?![\d._])|1\.0/i, 1],
  [/ssl[\w. ]{0,3}[23]/i, 0],
];
const tlsRank = (text: string): number | null => TLS_RANK.find(([expression]) => expression.test(text))?.[1] ?? null;

const HASH_RANK: readonly (readonly [RegExp, number])[] = [
  [/none/i, 0],
  [/md[245]|\bdes\b|rc4|ecb|crc32/i, 1],
  [/sha_?-?1(?!\d)|3des|des_?-?ede|blowfish/i, 2],
  [/sha_?-?(?:2|3|5)\d*|sha3|blake|aes|chacha|gcm|rs256|es256|ps256|hs256|eddsa|argon|bcrypt|scrypt/i, 3],
];
const hashRank = (text: string): number | null => HASH_RANK.find(([expression]) => expression.test(text))?.[1] ?? null;

const isLower = (before: number | null, after: number | null): boolean =>
  before !== null && after !== null && after < before;

/** Where `|| true` only says that a command may fail. */
const COMMANDS =
  /\.(?:sh|bash|zsh|fish|ya?ml|mk|am|ac|m4|json|toml|spec)$|(?:^|\/)(?:(?:GNU)?[Mm]akefile|Dockerfile|Containerfile|Justfile|Jenkinsfile|configure)$/i;

const octal = (text: string): number | null => {
  const digits = /^(?:0o?)?([0-7]{3,4})$/.exec(text)?.[1];
  return digits === undefined ? null : Number.parseInt(digits, 8);
};

const TRUE = /^(?:true|True|TRUE|1|YES|Ok \( \( \) \)|Ok \( true \)|nil|! 0)$/;
const FALSE = /^(?:false|False|FALSE|0|NO)$/;
const CONDITION = /\b(?:if|unless|elif|while|return|assert|guard|when|require)\b|[=?]/;
/** `!valid` to `valid`, `not valid` to `valid`, `==` to `!=`: the other way round too, for either may be the wrong one. */
const inverts = alternatives(
  ['!', ''],
  ['', '!'],
  ['not', ''],
  ['', 'not'],
  ['==', '!='],
  ['!=', '=='],
  ['===', '!=='],
  ['!==', '==='],
  ['if', 'unless'],
  ['unless', 'if'],
);

/** The tokens of a condition whatever its parentheses; all tokens are between blanks. */
const flat = (text: string): string => ` ${text} `.replace(/ [()](?= )/g, '').trim();

/** What a condition is joined with: the part that comes before or after all of what stood there; null for any other change. */
const joined = ({ before, after }: Swap): string | null => {
  const [old, now] = [flat(before), flat(after)];
  if (now.length <= old.length) return null;
  if (now.startsWith(old)) return now.slice(old.length).trim();
  return now.endsWith(old) ? now.slice(0, now.length - old.length).trim() : null;
};

const AND = /^(?:&&|and) | (?:&&|and)$/;
const OR = /^(?:\|\||or) | (?:\|\||or)$/;
const NEVER = /^(?:(?:&&|and) (?:! 1|! true|not True|false|False|0)|(?:! 1|! true|not True|false|False|0) (?:&&|and))$/;

/** A condition that leaves and now needs more than it did, or one that lets through and now needs less. */
const isWidened = (swap: Swap): boolean => {
  const part = joined(swap);
  if (part === null) return false;
  // Between equal signs nobody can tell which of them came: `a && !` may stand for `!a &&`.
  return (swap.leaves ? AND : OR).test(part) || (flat(swap.before) === '' && (swap.leaves ? /&&/ : /\|\|/).test(part));
};

const SIGNED_CAST =
  / \( (?:signed )?(?:char|short|int|long|ssize_t|ptrdiff_t|s?int(?:8|16|32|64)(?:_t)?|[is](?:8|16|32|64)) \)(?= )/g;
const SCALED = / (?:\*|<<) \d\w*(?= )/g;

/** A comparison whose sides are the same but for a cast to a signed type, or for a larger multiple to the right. */
const isStretched = ({ before, after }: Swap): boolean => {
  const [old, now] = [` ${before} `, ` ${after} `];
  const casts = (text: string): number => [...text.matchAll(SIGNED_CAST)].length;
  const scales = (text: string): number => [...text.matchAll(SCALED)].length;
  const bare = (text: string): string => flat(text.replace(SIGNED_CAST, '').replace(SCALED, ''));
  return (casts(now) > casts(old) || scales(now) > scales(old)) && bare(old) === bare(now);
};

/** Whether there is a comparison and what is multiplied, if anything, is to its right: the limit, as limits are mostly written. */
const limitGrows = ({ added }: Swap): boolean =>
  /(?<![-=<>])[<>]=?(?![<>])/.test(added) &&
  /\b(?:if|unless|elif|while|for|return|require|ensure)\b/.test(added) &&
  (!/\*|<</.test(added) || /(?<![-=<>])[<>]=?[^<>]*(?:\*|<<)\s*\d/.test(added));

/** Weakening changes of one line, the gravest first: a line is reported under the first that holds. */
export const SWAP_RULES: readonly SwapRule[] = [
  {
    id: 'check-always-passes',
    severity: 'high',
    cwe: 287,
    message:
      'What was decided by a check of permission or validity is now a constant, so that the check always passes.',
    holds: (swap) =>
      (TRUE.test(swap.after) &&
        /[(.]/.test(swap.before) &&
        AUTH.test(swap.before) &&
        /\b(?:if|return|elif|while)\b/.test(swap.added)) ||
      (/^(?:\|\||or) (?:true|True|1|! 0)$/.test(swap.after) && swap.before === '' && !COMMANDS.test(swap.path)) ||
      (swap.leaves && NEVER.test(joined(swap) ?? '') && AUTH.test(swap.deleted)) ||
      (FALSE.test(swap.before) &&
        TRUE.test(swap.after) &&
        /^\s*return\b/.test(swap.added) &&
        CHECKING_FUNCTION.test(swap.inside)),
  },
  {
    id: 'auth-condition-inverted',
    severity: 'high',
    cwe: 697,
    message: 'A condition about permission or validity now says the opposite.',
    holds: (swap) => inverts(swap) && AUTH.test(swap.deleted) && /\b(?:if|unless|elif|return)\b/.test(swap.deleted),
  },
  {
    id: 'auth-condition-broadened',
    severity: 'medium',
    cwe: 697,
    message: 'A condition about permission or validity now lets through what it did not before.',
    holds: (swap) =>
      (alternatives(['&&', '||'], ['and', 'or'], ['AND', 'OR'])(swap) || isWidened(swap)) &&
      AUTH.test(swap.deleted) &&
      CONDITION.test(swap.deleted),
  },
  {
    id: 'bounds-comparison-loosened',
    severity: 'medium',
    cwe: 193,
    message:
      'The comparison with a length or limit lets more through than it did: it is off by one, signed now, or a multiple.',
    holds: (swap) =>
      ((isStretched(swap) && CONDITION.test(swap.deleted) && limitGrows(swap)) ||
        alternatives(['<', '<='], ['>=', '>'])(swap)) &&
      SIZE.test(swap.deleted) &&
      !/[<>]=?\s*\d\w*\s*(?:[;):{]|$)/.test(swap.deleted),
  },
  {
    id: 'tls-version-lowered',
    severity: 'medium',
    cwe: 757,
    message: 'An older version of TLS, with known weaknesses, is allowed.',
    holds: ({ before, after, deleted }) => /tls|ssl/i.test(deleted) && isLower(tlsRank(before), tlsRank(after)),
  },
  {
    id: 'algorithm-weakened',
    severity: 'medium',
    cwe: 327,
    message: 'A hash or cipher is replaced by one that is known to be weak.',
    holds: ({ before, after }) => {
      const [from, to] = [hashRank(before), hashRank(after)];
      return isLower(from, to) && (to ?? 3) < 3;
    },
  },
  {
    id: 'https-replaced-by-http',
    severity: 'medium',
    cwe: 319,
    message:
      'An address that was reached over TLS is now reached in plain text, where anybody on the way can change it.',
    holds: ({ before, after, deleted, added }) =>
      /https/.test(before || deleted) &&
      /http(?!s)/.test(after || added) &&
      /https:\/\/(?!localhost|127\.|0\.0)/.test(deleted) &&
      !/https:/.test(added) &&
      /http:\/\/(?!localhost|127\.|0\.0|\[|www\.w3\.org|schemas?\.|example|\$|\{)/.test(added),
  },
  {
    id: 'protection-switched-off',
    severity: 'medium',
    cwe: 693,
    message: 'A switch of a protection is turned off, or one of a danger is turned on.',
    holds: ({ before, after, deleted }) =>
      (TRUE.test(before) && FALSE.test(after) && PROTECTION.test(deleted)) ||
      (FALSE.test(before) && TRUE.test(after) && DANGER.test(deleted)),
  },
  {
    id: 'work-factor-lowered',
    severity: 'medium',
    cwe: 916,
    message: 'The work that guessing a password or key takes is made smaller.',
    holds: (swap) => WORK.test(swap.deleted) && (growth(swap) ?? 1) < 1,
  },
  {
    id: 'token-lifetime-raised',
    severity: 'low',
    cwe: 613,
    message: 'A session or token stays valid at least ten times as long.',
    holds: (swap) => LIFETIME.test(swap.deleted) && (growth(swap) ?? 0) >= 10,
  },
  {
    id: 'limit-raised',
    severity: 'low',
    cwe: 770,
    message: 'A limit is made at least ten times as large, or lifted.',
    holds: (swap) =>
      LIMIT.test(swap.deleted) &&
      ((growth(swap) ?? 0) >= 10 || ((numberIn(swap.before) ?? 0) > 1 && UNLIMITED.test(swap.after))),
  },
  {
    id: 'file-mode-widened',
    severity: 'medium',
    cwe: 732,
    message: 'A file or socket is made writable for everybody.',
    holds: ({ before, after, deleted }) => {
      const [from, to] = [octal(before), octal(after)];
      return from !== null && to !== null && /0o?[0-7]{3}|chmod|mode|umask/i.test(deleted) && (to & ~from & 0o2) !== 0;
    },
  },
  {
    id: 'bound-to-all-addresses',
    severity: 'low',
    cwe: 1327,
    message: 'What listened for this machine only now listens on every network.',
    holds: ({ before, after }) =>
      /127\.0\.0\.1|localhost|::1/.test(before) && /0\.0\.0\.0|"::"|'::'|\[::\]/.test(after),
  },
];
