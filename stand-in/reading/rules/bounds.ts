import type { Rule } from './rule.ts';

/** Memory, limits, and what protected against going wrong. */
export const BOUNDS: readonly Rule[] = [
  {
    id: 'unbounded-copy',
    severity: 'high',
    on: 'added',
    pattern: /(?<!\w)(?:strcpy|strcat|sprintf|vsprintf|gets|stpcpy|scanf\s{0,4}\(\s{0,4}"[^"\n]{0,40}%s)\s{0,4}\(?/,
    paths: /\.(?:c|h|cc|cpp|cxx|hpp|m|mm)$/,
    reason: 'Copies until the data ends, however little room there is: what comes from outside writes over memory.',
  },
  {
    id: 'bound-gone',
    severity: 'high',
    on: 'deleted',
    pattern:
      /\bif\b[^\n]{0,120}(?:(?:len|length|size|count|n|offset|index|idx|bytes|capacity)\w{0,12}(?:\(\w{0,40}\))?\s{0,4}\)?\s{0,4}(?:>=?|<=?)|(?:>=?|<=?)\s{0,4}(?:sizeof|MAX|max|LIMIT|limit|len|cap)\w{0,20})/i,
    kept: /_checked\(|\bchecked_|\.get\(|\.at\(|\.slice\(|\bmin\(/,
    reason: 'A bound is gone: longer input than there is room for gets through.',
  },
  {
    id: 'unsafe-rust',
    severity: 'medium',
    on: 'added',
    pattern: /\bunsafe\s{0,4}\{|get_unchecked|from_raw_parts|mem::transmute|set_len\(/,
    paths: /\.rs$/,
    reason: 'Steps past what the compiler proves.',
  },
  {
    id: 'limit-gone',
    severity: 'medium',
    on: 'deleted',
    pattern:
      /\b(?:rate_?limit\w{0,8}|throttle\w{0,4}|limiter|MaxBytesReader|LimitReader|setTimeout\(\w{0,20}abort|AbortSignal\.timeout|max_?(?:attempts|retries|size|bytes|length|depth))\b/i,
    reason: 'A limit on what strangers can ask for is gone.',
  },
  {
    id: 'validation-gone',
    severity: 'medium',
    on: 'deleted',
    pattern:
      /\b(?:escape(?:Html|_html|Shell\w{0,4})?|sanitize\w{0,10}|htmlspecialchars|shlex\.quote|escapeshellarg|DOMPurify|bleach\.clean|validate\w{0,12}|encodeURIComponent|filepath\.Clean|secure_filename|quote_ident)\s{0,4}\(/i,
    reason: 'What comes from outside is no longer checked or escaped here.',
  },
  {
    id: 'swallowed',
    severity: 'low',
    on: 'added',
    pattern: /\bexcept\s{0,4}(?:Exception)?\s{0,4}:\s{0,4}pass\b|catch\s{0,4}(?:\(\w{0,20}\))?\s{0,4}\{\s{0,4}\}/,
    reason: 'Failures disappear here.',
  },
  {
    id: 'audit-gone',
    severity: 'low',
    on: 'deleted',
    pattern: /\b(?:audit(?:_?log)?|securityLog|logger\.(?:warn|error))\w{0,10}[.(]/i,
    reason: 'Nothing is written down here any more.',
  },
];
