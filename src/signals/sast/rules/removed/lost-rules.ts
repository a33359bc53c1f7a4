import type { LostRule } from '../../removed/lost-rule.ts';

const CONDITION = /\b(?:if|unless|elif|elsif|while|guard|assert|require|ensure|when|check)\b/i;
const COMPARISON = /(?<![-=<>])[<>]=?(?![<>])|\.\.=?|\bin_range\b|\bcontains\b/;
const SIZE =
  /(?:len|length|size|count|max|min|limit|cap|capacity|bound|bounds|offset|remaining|avail|depth|idx|index|sizeof|end|nbytes|buflen|num_?\w{0,20})(?![a-z])/i;
const EMPTINESS = /[<>]=?\s*[01]\s*(?:\)|:|\{|$)/;

const AUTH_NAME =
  /auth(?:enticated|ori[sz]ed|ori[sz]e|enticate|z)?(?![a-z])|permission|privilege|is_?admin|is_?staff|is_?owner|is_?superuser|can_?(?:access|read|write|edit|delete|view|manage|push|merge)|has_?(?:role|perm|access|scope|capability)|user_?can|current_?user|capable\(|forbidden|unauthori[sz]ed|logged_?in|signed_?in|access_?(?:control|token|level)|\bacl\b/i;
const AUTH_GUARD =
  /^\s*@(?:\w+\.)?(?:login_required|permission_required|requires?_?\w*(?:auth|login|admin|permission|role|scope)\w*|user_passes_test|staff_member_required|PreAuthorize|Secured|RolesAllowed|UseGuards|Authorize|authenticated)|#\[(?:requires?|authorize|has_(?:role|permission))|^\s*\[Authorize|\bbefore_action\s+:(?:auth|require|ensure|verify)|\b(?:require|ensure|check|verify|assert|enforce)_?(?:is_?)?(?:auth(?:enticated|entication|orization|orized)?|login|logged_?in|user|admin|role|permissions?|access|scope|session|token|owner)\w*\b|permission_classes\s*=|passport\.authenticate\(|\bauthMiddleware\b|\bauthenticate\(|\bauthorize[!(]/i;
/** Anything that asks about rights, or calls what does. */
const AUTH_AGAIN = new RegExp(
  `^(?=.*(?:\\b(?:if|unless|elif|while|guard|assert|require|when|match|switch|case)\\b|[!?&|(]))(?=.*(?:${AUTH_NAME.source}))|${AUTH_GUARD.source}`,
  'i',
);
const NOT_A_CALL =
  /^\s*(?:import\b|from\b|use\b|#include|export\b|const\s+\w+\s*=\s*require|def\b|func\b|function\b|fn\b|async\s+function|pub\b|static\b|class\b|interface\b|type\b|extern\b|void\b|int\b|bool\b)/;

const VERIFICATION =
  /\b(?:\w+\.|\w+::|\w+->)?\w{0,30}(?:verif(?:y|ies)_?(?:signature|sig|hmac|mac|token|jwt|hash|digest|checksum|cert\w{0,10}|chain|host\w{0,5}|peer|integrity|proof|commit|password|origin|nonce|state|webhook)?|(?:check|validate)_?(?:signature|sig|hmac|mac|token|jwt|hash|digest|checksum|cert\w{0,10}|integrity|proof|origin|nonce))\s?\(/i;
const SANITISE =
  /\b(?:html_?|url_?|shell_?|sql_?|xml_?|regexp_?)?(?:escape(?:_?html|_?xml|shellarg|shellcmd|_?string|HTML|Xml|Regexp?)?|sanitize\w{0,20}|sanitise\w{0,20}|htmlspecialchars|htmlentities|encodeURIComponent|purify|bleach\.clean|shlex\.quote|strip_tags|quote_?(?:ident|literal|name)|real_escape_string|basename|realpath|canonicalize|EscapeString|QuoteMeta|HTMLEscapeString)\s?\(/i;

/** Calls that mix something unforeseeable into a generator. Setting a seed that somebody chose (`random.seed(1)`) is the opposite. */
const MIXES_IN =
  /\b(?:RAND_(?:add|seed|load_file|poll|event|egd)|add_(?:device|input|interrupt|disk|hwgenerator|bootloader|timer|vmfork|latent)\w{0,12}_?(?:randomness|entropy)|(?:mix_pool|extract_entropy|credit_(?:init|entropy))\w{0,20}|\w{0,30}(?:drbg|prng|csprng|rng|fortuna|yarrow)_?(?:re_?seed|stir|feed|mix|add_?entropy)\w{0,20}|re_?seed_?\w{0,20}|arc4random_(?:stir|addrandom)|\w{0,30}(?:add|mix|feed|collect|gather|inject|stir)_?entropy\w{0,20}|\w{0,30}entropy_(?:add|mix|feed|update|gather|collect)\w{0,20})\s?\(/i;
/** Files that hold a generator of random numbers. */
const GENERATOR_PATH =
  /(?<![a-z])(?:lib|[dsu]|arc4)?rand(?![a-z])|random|entropy|drbg|(?<![a-z])[cpt]?s?p?rng(?![a-z])|fortuna|yarrow|(?<![a-z])seed/i;
/** A hash that is fed: in a generator, what it is fed is the randomness. */
const FEEDS_HASH =
  /(?:[A-Za-z0-9]_|Digest|Mac|(?<!\w)(?:h|hash(?:er)?|md|mac|digest|state|ctx|pool)(?:\.|->|::))(?:Update|update|Write|write|absorb)\s?\(|(?<!\w)(?:mix|absorb|stir)(?:_\w{1,30})?\s?\(/;

/** Protections that are lost with their line, the surest first: a line is reported under the first that fits. */
export const LOST_RULES: readonly LostRule[] = [
  {
    id: 'csrf-protection-removed',
    severity: 'medium',
    cwe: 352,
    message: 'A protection against forged requests (CSRF) is removed, and nothing in the file takes its place.',
    line: [/csrf|xsrf|forgery/i],
    not: /exempt|disable|\bimport\b|\brequire\(|^\s*(?:use|from)\b/i,
    again: /csrf|xsrf|forgery|same_?site/i,
    within: 'file',
  },
  {
    id: 'rate-limit-removed',
    severity: 'medium',
    cwe: 770,
    message: 'A limit on how often somebody may try is removed, and nothing in the file takes its place.',
    line: [/rate_?limit|throttl|too_?many_?(?:requests|attempts)|max_?(?:login_?)?attempts|brute_?force|lock_?out/i],
    not: /^\s*(?:import|from|use|#include)\b|\brequire\(/,
    again: /rate_?limit|throttl|too_?many|attempts|brute_?force|lock_?out|limiter/i,
    within: 'file',
  },
  {
    id: 'auth-guard-removed',
    severity: 'medium',
    cwe: 862,
    message: 'A guard that lets only permitted users through is removed, and nothing in the file takes its place.',
    line: [AUTH_GUARD],
    not: NOT_A_CALL,
    again: AUTH_GUARD,
    enforces: AUTH_GUARD,
    within: 'hunk',
  },
  {
    id: 'auth-check-removed',
    severity: 'medium',
    cwe: 862,
    message: 'A check of who may do this is removed, and nothing beside it takes its place.',
    line: [CONDITION, AUTH_NAME],
    not: NOT_A_CALL,
    leaves: true,
    again: AUTH_AGAIN,
    enforces: AUTH_GUARD,
    within: 'hunk',
  },
  {
    id: 'verification-removed',
    severity: 'medium',
    cwe: 347,
    message: 'The verification of a signature, token or hash is removed, and nothing in the file takes its place.',
    line: [VERIFICATION],
    not: NOT_A_CALL,
    again: /verif|validat|check_?(?:sig|hmac|mac|token|hash|digest|cert|integrity|origin)/i,
    within: 'hunk',
  },
  {
    id: 'sanitiser-removed',
    severity: 'medium',
    cwe: 116,
    message: 'A call that makes text or a path harmless is removed, and nothing beside it takes its place.',
    line: [SANITISE],
    not: NOT_A_CALL,
    again:
      /escape|saniti|encode|purify|clean|quote|strip|basename|realpath|canonical|normali|htmlspecialchars|htmlentities/i,
    within: 'hunk',
  },
  {
    id: 'bounds-check-removed',
    severity: 'medium',
    cwe: 119,
    message: 'A check of a length, index or limit is removed, and nothing beside it takes its place.',
    line: [CONDITION, COMPARISON, SIZE],
    not: EMPTINESS,
    leaves: true,
    again:
      /(?:\b(?:if|unless|while|for|assert|guard|min|max|clamp|MIN|MAX|require|ensure|match|when|switch)\b|\?)|min\(|max\(|clamp|\breturn\b[^;]{0,200}[<>]/,
    enforces: /(?:min|max|clamp)\w{0,20}\s?!?\(|\b(?:for|match|switch|when|select)\b/i,
    within: 'hunk',
    shares: true,
  },
  {
    id: 'entropy-removed',
    severity: 'medium',
    cwe: 331,
    message: 'A call that mixes randomness into a generator is removed, so what it gives out may be guessed.',
    line: [MIXES_IN],
    not: NOT_A_CALL,
    again: /rand|seed|entropy|stir|mix|feed|poll/i,
    within: 'hunk',
    shares: true,
  },
  {
    id: 'entropy-removed',
    severity: 'medium',
    cwe: 331,
    message: 'A call that mixes randomness into a generator is removed, so what it gives out may be guessed.',
    paths: GENERATOR_PATH,
    line: [FEEDS_HASH],
    not: NOT_A_CALL,
    again: /update|write|absorb|mix|stir|feed|digest|hash/i,
    within: 'hunk',
    shares: true,
  },
  {
    id: 'audit-log-removed',
    severity: 'low',
    cwe: 778,
    message: 'A log entry about a login or a permission is removed.',
    line: [
      /\b(?:log|logger|logging|audit|syslog)\w*[.:>(]/i,
      /auth|login|permission|denied|password|audit|forbidden|intrus|tamper/i,
    ],
    again: /\b(?:log|logger|logging|audit|syslog)\w*[.:>(]/i,
    within: 'hunk',
  },
  {
    id: 'assertion-removed',
    severity: 'low',
    cwe: 617,
    message: 'An assertion is removed, and nothing beside it takes its place.',
    line: [/^\s*(?:debug_)?assert(?:_eq|_ne|True|\w{0,10})?!?[\s(.]/i],
    again: /\bassert|\bif\b|throw|expect/i,
    within: 'hunk',
  },
];
