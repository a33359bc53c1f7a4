import type { FileChange } from '../../domain/index.ts';
import type { Found } from '../text/collect.ts';
import { foundInLine, type Said } from './found-in.ts';
import { holdsCode } from './unseen-characters.ts';

const DECODER =
  '(?:atob\\(|b64decode|b32decode|b85decode|decodestring|fromCharCode|unhexlify|bytes\\.fromhex|(?:zlib|gzip|lzma|bz2)\\.decompress|FromBase64String|base64_decode|gzinflate|gzuncompress|str_rot13|unescape\\(|decodeURIComponent\\(escape|Base64\\.(?:strict_)?decode|(?:Buffer\\.from|new Buffer)\\([^)\\n]{1,200},\\s{0,4}["\'](?:base64|hex)|\\.unpack1?\\(["\']m)';

/** Code in a program's own language, made from what it decodes. */
const IN_CODE = new RegExp(
  `(?:(?<![.\\w])(?:eval|exec|loadstring|system|popen|Function|setTimeout|Invoke-Expression|IEX)|\\b(?:child_process|cp|os|subprocess|vm|marshal|pickle)\\.(?:exec|execSync|system|popen|run|call|check_output|runInThisContext|runInNewContext|loads)|\\bexecSync)\\s?\\(?[^;\\n]{0,80}${DECODER}`,
);
/** PHP before 8 ran the text that its `assert` was given; elsewhere an assertion runs nothing. */
const IN_ASSERT = new RegExp(`(?<![.\\w>:])assert\\s?\\([^;\\n]{0,80}${DECODER}`);
const PHP = /\.(?:php\d?|phtml|inc|module|theme)$/i;
const FROM_CODE = /\b(?:compile|exec)\s?\(\s?__import__\s?\(|getattr\(__builtins__/;

/** A shell that is handed what another command decodes or unpacks. */
const TO_SHELL =
  /(?:\bbase64\s+(?:-d|-D|--decode)|\bopenssl\s+(?:enc|base64|aes\S{0,20})\s[^|\n]{0,80}-d|\bxxd\s+-\w{0,4}r|\b(?:xz|gzip|bzip2|lzma|zstd)\s+-\w{0,6}d\w{0,6}|\b(?:xzcat|lzcat|gunzip|zcat|bunzip2|bzcat|uudecode)\b|\btr\s+["'])[^|\n]{0,100}\|(?:[^|\n]{0,80}\|){0,4}\s{0,4}(?:sudo\s+)?(?:\/bin\/|\/usr\/bin\/(?:env\s)?)?(?:ba|z|da|k|a)?sh(?![\w.-])/;
const SUBSTITUTED =
  /\beval\s+["']?(?:\$\(|`)[^`\n]{0,120}\b(?:base64\s+(?:-d|-D|--decode)|xxd\s+-\w{0,4}r|openssl\s+enc|xz\s+-d|gunzip|zcat)/;
const POWERSHELL = /\bpowershell(?:\.exe)?\b[^\n]{0,80}\s-e(?:nc|ncodedcommand|c)?\s+["']?[A-Za-z0-9+/]{40,}/i;
/** `eval` does not read what is piped to it, so what stands there is a decoder under another name (CVE-2024-3094). */
const PIPED_TO_EVAL = /\|\s{0,4}eval\s+["']?\$/;

const DECODED_AND_RUN: Said = {
  rule: 'decoded-and-run',
  severity: 'high',
  message: 'This line runs what it decodes or unpacks, so what runs cannot be read here.',
};
const PIPED: Said = {
  rule: 'piped-to-eval',
  severity: 'high',
  message: 'This line hands data to a command whose name is put together when it runs.',
};

const PATTERNS: readonly (readonly [Said, RegExp])[] = [
  [DECODED_AND_RUN, IN_CODE],
  [DECODED_AND_RUN, FROM_CODE],
  [DECODED_AND_RUN, TO_SHELL],
  [DECODED_AND_RUN, SUBSTITUTED],
  [DECODED_AND_RUN, POWERSHELL],
  [PIPED, PIPED_TO_EVAL],
];
/** Most lines have nothing that could start a match. */
const MAY_START =
  /eval|exec|Function|system|popen|assert|setTimeout|IEX|Invoke|runIn|loads|compile|getattr|\|\s{0,4}\S{0,24}sh|powershell|run\(|call\(|check_output/i;

const OBFUSCATED = /\b_0x[0-9a-f]{4,6}\b/g;
const OBFUSCATED_NAMES = 10;

function* obfuscated(file: FileChange): Generator<Found> {
  for (const { lines } of file.hunks) {
    const names = new Set<string>();
    for (const { kind, text, newLine } of lines) {
      if (kind !== 'added' || !text.includes('_0x')) continue;
      for (const { 0: name, index: at } of text.matchAll(OBFUSCATED)) {
        names.add(name);
        if (names.size < OBFUSCATED_NAMES) continue;
        const message = 'The names in this code were made unreadable by a tool, so nobody can tell what it does.';
        yield foundInLine(
          { file: file.path, line: newLine, text, at },
          { rule: 'obfuscated-code', severity: 'high', message },
        );
        return;
      }
    }
  }
}

/** Code that hides what it runs: decoders feeding an interpreter, and names that a tool made unreadable. */
export function* decodedAndRun(file: FileChange): Generator<Found> {
  if (!holdsCode(file.path)) return;
  yield* obfuscated(file);
  const patterns: typeof PATTERNS = PHP.test(file.path) ? [...PATTERNS, [DECODED_AND_RUN, IN_ASSERT]] : PATTERNS;
  for (const { lines } of file.hunks) {
    for (const { kind, text, newLine } of lines) {
      if (kind !== 'added' || !MAY_START.test(text)) continue;
      for (const [said, expression] of patterns) {
        const match = expression.exec(text);
        if (match === null) continue;
        yield foundInLine({ file: file.path, line: newLine, text, at: match.index }, said);
        break;
      }
    }
  }
}
