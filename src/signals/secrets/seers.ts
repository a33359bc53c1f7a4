import type { Severity } from '../../domain/index.ts';
import { type AddedLine, ownMatches, type Passage } from '../text/added-text.ts';
import { encodedTokens, foldedTokens, isToken, splitTokens } from './hidden-tokens.ts';
import { holdsHashes, isForShow } from './places.ts';
import { isHash, randomStrings } from './random-strings.ts';
import { overlaps, type Range, type SecretShape, secretOf } from './secret-shape.ts';
import { lint } from './secretlint.ts';
import type { Sightings } from './sightings.ts';
import { isMadeUp, isPlaceholder } from './stand-in.ts';
import { TOKEN_SHAPES } from './token-shapes.ts';

/** Rules of secretlint that speak of things less than a credential, or of passwords that may be anybody's. */
const MILDER: Readonly<Record<string, Severity>> = {
  'secretlint-basicauth': 'medium',
  'secretlint-database-connection-string': 'medium',
};

/** Keys in tests and documents are made for them nearly always; tokens there are somebody's all the same. */
const severityIn = (path: string, { rule, severity }: SecretShape): Severity =>
  rule.startsWith('private-key') && isForShow(path) ? 'medium' : severity;

/** Tokens and keys of a known shape. */
export const seeTokens = (sightings: Sightings, passage: Passage): void => {
  const keys: Range[] = [];
  for (const shape of TOKEN_SHAPES) {
    for (const match of ownMatches(passage, shape.pattern)) {
      const { start, end } = secretOf(match);
      const secret = passage.text.slice(start, end);
      if (!isToken(shape, secret, match)) continue;
      if (shape.rule === 'private-key') keys.push({ start, end });
      // A body whose header was seen is that key.
      const isSeen = keys.some((key) => overlaps(key, { start, end })) || sightings.has(secret);
      if (shape.rule === 'private-key-body' && isSeen) continue;
      // A key's header is the place to look; any other secret is where it stands, which may be a line further on.
      const at = shape.rule === 'private-key' ? match.index : start;
      const severity = severityIn(passage.locate(at).line.file, shape);
      sightings.seeIn(passage, { ...shape, severity, start, end, at });
    }
  }
};

/** Passwords and keys of shapes that hold by what stands around them: `ADDRESS_SHAPES`, `ASSIGNED_SHAPES`. */
export const seeShapes = (sightings: Sightings, passage: Passage, shapes: readonly SecretShape[]): void => {
  for (const shape of shapes) {
    for (const match of ownMatches(passage, shape.pattern)) {
      const { start, end } = secretOf(match);
      if (shape.accepts?.(passage.text.slice(start, end), match) !== false) {
        sightings.seeIn(passage, { ...shape, start, end });
      }
    }
  }
};

/** What secretlint knows and we do not. */
export const seeLint = async (sightings: Sightings, lines: readonly AddedLine[]): Promise<void> => {
  for await (const { passage, rule, start, end } of lint(lines)) {
    const secret = passage.text.slice(start, end);
    const milder = MILDER[rule];
    if (milder === undefined ? isMadeUp(secret) : isPlaceholder(secret)) continue;
    const what = `a secret (${rule.replace('secretlint-', '')})`;
    const isShown = rule === 'secretlint-privatekey' && isForShow(passage.locate(start).line.file);
    sightings.seeIn(passage, { rule, severity: milder ?? (isShown ? 'medium' : 'high'), what, start, end });
  }
};

/** Tokens cut into several string literals. Whole literals in a row that only look like one are not rare: `medium`. */
export const seeSplit = (sightings: Sightings, passage: Passage): void => {
  for (const { shape, start, end } of splitTokens(passage.text)) {
    if (start < passage.ownedFrom || start >= passage.ownedTo) continue;
    const what = `${shape.what} in several pieces`;
    sightings.seeIn(passage, { rule: `split-${shape.rule}`, severity: 'medium', what, start, end });
  }
  for (const { shape, start, end } of foldedTokens(passage.text)) {
    if (start < passage.ownedFrom || start >= passage.ownedTo) continue;
    const what = `${shape.what} on two lines`;
    sightings.seeIn(passage, { rule: `split-${shape.rule}`, severity: 'medium', what, start, end });
  }
};

/** Tokens and keys in base64, as in the secrets of Kubernetes, also twice over, or in hexadecimal. */
export const seeEncoded = (sightings: Sightings, lines: readonly AddedLine[]): void => {
  for (const line of lines) {
    for (const { shape, start, end, code } of encodedTokens(line.text)) {
      const { rule, what } = shape;
      const severity = severityIn(line.file, shape);
      sightings.see(line, { rule: `encoded-${rule}`, severity, what: `${what} in ${code}`, range: { start, end } });
    }
  }
};

const BEGIN = /-----BEGIN [A-Z0-9 ]{3,40}-----/;
const END = /-----END [A-Z0-9 ]{3,40}-----/;
/** No certificate has more lines; what follows a header that never ends is read again. */
const PEM_LINES = 200;

/** Strings that only their randomness gives away. */
export const seeRandom = (sightings: Sightings, lines: readonly AddedLine[]): void => {
  let pem: { readonly file: string; lines: number } | null = null;
  for (const line of lines) {
    if (BEGIN.test(line.text)) pem = { file: line.file, lines: 0 };
    if (pem !== null && (pem.file !== line.file || ++pem.lines > PEM_LINES)) pem = null;
    const isInPem = pem !== null;
    if (END.test(line.text)) pem = null;
    if (isInPem || holdsHashes(line.file)) continue;
    const isShown = isForShow(line.file);
    for (const { start, end, named } of randomStrings(line.text)) {
      if (isShown && (!named || isHash(line.text.slice(start, end)))) continue;
      const rule = named ? 'named-random-string' : 'random-string';
      const what = named ? 'a random value under the name of a secret' : 'a random value';
      sightings.see(line, { rule, severity: named && !isShown ? 'medium' : 'low', what, range: { start, end } });
    }
  }
};
