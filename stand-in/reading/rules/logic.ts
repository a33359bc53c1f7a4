import type { Rule } from './rule.ts';

/** Errors at a boundary of trust that only show beside what stood there before. */
export const LOGIC: readonly Rule[] = [
  {
    id: 'permission-turned',
    severity: 'high',
    on: 'swapped',
    was: /=\s{0,4}(?:await\s{1,4})?(?:may|can|is|has|allow\w{0,10})[A-Z_]\w{0,40}\(/,
    pattern: /=\s{0,4}!\s{0,4}\(?\s{0,4}(?:await\s{1,4})?(?:may|can|is|has|allow\w{0,10})[A-Z_]\w{0,40}\(/,
    reason: 'What a permission says is turned around: where it is used must be turned around as well.',
  },
  {
    id: 'prefix-for-equality',
    severity: 'high',
    on: 'swapped',
    was: /\bin\b|===?|\.has\(|\.includes\(|\.contains\(|\.equals\(/,
    pattern:
      /(?:origin|host|url|domain|redirect|issuer|email|referer)\w{0,20}\.(?:startswith|startsWith|starts_with|endsWith|endswith|includes|indexOf)\(|HasPrefix\(\s{0,4}\w{0,20}(?:origin|host|url|domain)/i,
    reason: 'Only the beginning or a piece is compared: another name that holds it passes.',
  },
  {
    id: 'signature-not-final',
    severity: 'high',
    on: 'deleted',
    pattern:
      /\b(?:keys?|signatures?|signer|sig|verifier)\.(?:check|verify)\w{0,20}\([^\n]{0,80}\)\s{0,4}(?:\?|\.unwrap\(|;)/,
    reason: 'A signature that was wrong ended this before; now it may go on.',
  },
  {
    id: 'off-by-one',
    severity: 'high',
    on: 'swapped',
    was: /(?:>=?|<=?)\s{0,4}(?:len\(|\w{1,40}\.(?:len|length|size)\b|sizeof)/,
    pattern:
      /(?:>=?|<=?)\s{0,4}(?:(?:len|sizeof)\s{0,4}\([\w.]{1,60}\)|\w{1,40}\.(?:len|length|size)(?:\(\))?)\s{0,4}\+\s{0,4}\d/,
    reason: 'The bound lies behind the end: what stands there is read or written.',
  },
  {
    id: 'looked-at-by-name',
    severity: 'high',
    on: 'swapped',
    was: /\bfstat\b|O_NOFOLLOW|openat\b/,
    pattern: /\b(?:l?stat|access)\s{0,4}\(/,
    reason: 'The file is looked at by name and opened after: it can be exchanged in between.',
  },
  {
    id: 'key-of-nobody',
    severity: 'high',
    on: 'swapped',
    was: /\bkey\w{0,20}\s{0,4}:?=[^\n]{0,120}(?:tenant|user|account|owner|org|customer)/i,
    pattern: /\bkey\w{0,20}\s{0,4}:?=/i,
    unless: /tenant|user|account|owner|org|customer/i,
    reason: 'The key no longer says whose it is: one is shown what belongs to another.',
  },
];
