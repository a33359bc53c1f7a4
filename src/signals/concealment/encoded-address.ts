import type { DiffLine, FileChange } from '../../domain/index.ts';
import { areaOf } from '../size/file-area.ts';
import type { Found } from '../text/collect.ts';
import { foundInLine } from './found-in.ts';
import { holdsCode } from './unseen-characters.ts';

/** Calls that decode base64 or hexadecimal text, and a shell's. */
const DECODES =
  /\batob\(|b64_?decode|\bb(?:32|85)decode|decodestring|unhexlify|fromhex|base64_decode|hex2bin|FromBase64String|FromHexString|(?:Base64|base64|BASE64\w{0,20}|B64|hex|Hex|HEX)(?:\.|::|->)\w{0,30}(?:[Dd]ecode|DECODE|getDecoder)|["'`](?:base64|base64url|hex)["'`]|\bbase64\s+(?:-d|-D|--decode)|\bxxd\s+-\w{0,4}r|getDecoder\(\)|\w{0,20}Encoding\.Decode|\.unpack1?\(["']m|\bdecode_base64\b|\bdecode64\b/;
/** A literal that is nothing but base64 or hexadecimal; the quotes bound what a match looks at. */
const LITERAL = /(["'`])([A-Za-z0-9+/_-]{2,4000}={0,2})\1|\becho\s+(?:-n\s+)?([A-Za-z0-9+/_-]{8,4000}={0,2})\s*\|/g;
const READ_CHARS = 20_000;
/** Lines around a literal in which its decoder is sought: a call that is laid out over lines. */
const NEAR_LINES = 2;
const DECODED_CHARS = 2_000;

const WORD = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}[A-Za-z0-9])?';
/** What a program reaches for: an address, a host, a path, a command. Whoever writes it in base64 does not want it read. */
const TELLING: readonly (readonly [what: string, expression: RegExp])[] = [
  ['an address', /^\s*(?:https?|wss?|ftps?|ssh|tcp|udp|ldaps?|rmi|file|git|socks5h?):\/\/\S/i],
  ['an address', /^\s*(?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5})?(?:\/\S*)?\s*$/],
  [
    'the name of a host',
    new RegExp(
      `^\\s*(?:${WORD}\\.){1,8}(?:com|net|org|io|dev|app|co|ru|cn|xyz|top|info|biz|me|cc|tk|pw|su|to|site|online|club|link|live|example|test|onion|in|de|uk|eu|us)(?::\\d{1,5})?(?:/\\S*)?\\s*$`,
      'i',
    ),
  ],
  [
    'a path',
    /^(?:\.{1,2}\/|~\/|\/(?:$|[\w.-]{1,100}(?:\/|$))|[A-Za-z]:\\|%\w{1,30}%\\|\$HOME\b|\\\\[\w.-]+\\)[\x20-\x7e]*$/,
  ],
  [
    'a command',
    /^\s*(?:sudo\s+)?(?:(?:\/usr)?\/s?bin\/)?(?:(?:ba|da|z|k)?sh|curl|wget|nc|ncat|rm|chmod|chown|python[\d.]*|perl|ruby|node|php|powershell|pwsh|cmd(?:\.exe)?|certutil|bitsadmin|eval|exec|export|cat|echo|mkdir|ssh|scp|tar|crontab|systemctl|killall|pkill|nohup|iex|Invoke-\w{1,30})(?:\s+[\x20-\x7e]+|;[\x20-\x7e]*)$/i,
  ],
];
const READABLE = /^[\t\n\r\x20-\x7e]{2,}$/;
const HEX = /^(?:[0-9a-fA-F]{2}){4,}$/;

/** What the literal says when decoded, as far as it tells; null for what is no text, or any other text. */
const tellingIn = (literal: string): string | null => {
  const readings: BufferEncoding[] = HEX.test(literal) ? ['hex', 'base64'] : ['base64'];
  for (const encoding of readings) {
    const text = Buffer.from(literal.slice(0, DECODED_CHARS), encoding).toString('latin1');
    if (!READABLE.test(text)) continue;
    const [what = null] = TELLING.find(([, expression]) => expression.test(text)) ?? [];
    if (what !== null) return what;
  }
  return null;
};

const decodesNear = (lines: readonly DiffLine[], index: number): boolean =>
  lines
    .slice(Math.max(0, index - NEAR_LINES), index + NEAR_LINES + 1)
    .some(({ kind, text }) => kind !== 'deleted' && DECODES.test(text.slice(0, READ_CHARS)));

/**
 * Literals in base64 or hexadecimal that code decodes at once and that then are an address, a host, a path or a command:
 * written so that nobody reads where the program goes. In tests and documents, where decoders are tried, only to be known.
 */
export function* encodedAddresses(file: FileChange): Generator<Found> {
  if (!holdsCode(file.path)) return;
  const area = areaOf(file.path);
  const severity = area === 'tests' || area === 'docs' ? 'low' : 'medium';
  for (const { lines } of file.hunks) {
    for (const [index, { kind, text, newLine }] of lines.entries()) {
      if (kind !== 'added') continue;
      for (const { 1: quote = '', 2: quoted, 3: piped, index: at } of text.slice(0, READ_CHARS).matchAll(LITERAL)) {
        const what = tellingIn(quoted ?? piped ?? '');
        if (what === null || !decodesNear(lines, index)) continue;
        const message = `This line hides ${what} in encoded text and decodes it when it runs, so that no reader sees it.`;
        yield foundInLine(
          { file: file.path, line: newLine, text, at: at + quote.length },
          { rule: 'encoded-address', severity, message },
        );
        break;
      }
    }
  }
}
