import { cut } from '../text/cuts.ts';
import { type EncodedText, encodedTexts } from '../text/encoded-text.ts';
import { possiblyRandom } from './random-strings.ts';
import { type Range, type SecretShape, secretOf } from './secret-shape.ts';
import { joinLiterals } from './split-text.ts';
import { isMadeUp } from './stand-in.ts';
import { TOKEN_SHAPES } from './token-shapes.ts';

/** A token of a known shape, and where it stands, with all that hides it. */
interface HiddenToken extends Range {
  readonly shape: SecretShape;
}

/** Whether what has a token's shape is one, and not made up. */
export const isToken = (shape: SecretShape, secret: string, match: RegExpExecArray): boolean =>
  !isMadeUp(secret) && shape.accepts?.(secret, match) !== false;

/** Something that every text with a token or key in it has: most texts have none, and are passed over at once. */
const TOKEN_HINT =
  /AKIA|ASIA|gh[opusr]_|github_pat_|gl(?:pat|ptt|dt|rt|soat|cbt)-|xox[abeoprs]-|hooks\.slack|sk-|_live_|AIza|npm_|_auth|AccountKey|:AA|SG\.|hf_|dckr_|pypi-|do[opr]_|hv[sbr]\.|shp|lin_|ntn_|glsa_|glc_|vc[piark]_|dapi|figd_|cf(?:k|ut|at)_|tskey|gsk_|rubygems_|AGE-SECRET|PRIVATE KEY|secret|b3BlbnNzaC|IBA/i;

/** Tokens of a known shape in a text that was made from another; a signed token is base64 itself and says nothing. */
function* tokensIn(
  text: string,
): Generator<{ readonly shape: SecretShape; readonly start: number; readonly end: number }> {
  if (!TOKEN_HINT.test(text)) return;
  for (const shape of TOKEN_SHAPES) {
    if (shape.severity !== 'high') continue;
    for (const match of text.matchAll(shape.pattern)) {
      const { start, end } = secretOf(match);
      if (isToken(shape, text.slice(start, end), match)) yield { shape, start, end };
    }
  }
}

/** Tokens cut into several string literals that stand in a row, from the first piece to the last. */
export function* splitTokens(text: string): Generator<HiddenToken> {
  const joined = joinLiterals(text);
  if (joined === null) return;
  for (const { shape, start, end } of tokensIn(joined.text)) {
    // Keys cut into lines are found as they stand.
    if (shape.rule.startsWith('private-key') || !joined.spans(start, end)) continue;
    yield { shape, start: joined.origin(start), end: joined.origin(end - 1) + 1 };
  }
}

/** All that may be random in a text when its neighbouring string literals are taken for one: to be hidden. */
export function* possiblyRandomJoined(text: string): Generator<Range> {
  const joined = joinLiterals(text);
  if (joined === null) return;
  for (const { start, end } of possiblyRandom(joined.text)) {
    yield { start: joined.origin(start), end: joined.origin(end - 1) + 1 };
  }
}

/** Hexadecimal of text. Not as long as digests are, unless what it decodes to can be read. */
const HEX = /(?<![0-9A-Za-z])(?:[2-7][0-9a-fA-F]){16,2048}(?![0-9A-Za-z])/g;

function* hexTexts(text: string): Generator<EncodedText> {
  for (const { 0: run, index } of text.matchAll(HEX)) {
    yield { start: index, end: index + run.length, text: Buffer.from(run, 'hex').toString('latin1') };
  }
}

const tokenIn = (text: string): SecretShape | undefined => tokensIn(text).next().value?.shape;

/** What a text that was encoded holds, as it is or encoded once more. */
const tokenWithin = (decoded: string): SecretShape | undefined => {
  const found = tokenIn(decoded);
  if (found !== undefined) return found;
  for (const { text } of encodedTexts(decoded)) {
    const within = tokenIn(text);
    if (within !== undefined) return within;
  }
  return undefined;
};

/** Base64, up to twice over, or hexadecimal with a token or key in it: all of the code. One finding each is enough. */
export function* encodedTokens(text: string): Generator<HiddenToken & { readonly code: string }> {
  for (const { start, end, text: decoded } of encodedTexts(text)) {
    const shape = tokenWithin(decoded);
    if (shape !== undefined) yield { shape, start, end, code: 'base64' };
  }
  for (const { start, end, text: decoded } of hexTexts(text)) {
    const shape = tokenIn(decoded);
    if (shape !== undefined) yield { shape, start, end, code: 'hexadecimal' };
  }
}

/** A line's end within a token: after a backslash or nothing, with the next line pushed in, which holds the rest alone. */
const FOLD = /(?<=[A-Za-z0-9_+/-]{6})\\?\r?\n[ \t]{1,40}(?=[A-Za-z0-9_+/=-]{6,300}["']?[ \t]{0,4}(?:\r?\n|$))/g;

/** Tokens that go on from one line to the next, as YAML and shells fold them. */
export function* foldedTokens(text: string): Generator<HiddenToken> {
  const joined = cut(text, FOLD);
  if (joined === null) return;
  for (const { shape, start, end } of tokensIn(joined.text)) {
    if (shape.rule.startsWith('private-key') || joined.cutsUpTo(end - 1) === joined.cutsUpTo(start)) continue;
    yield { shape, start: joined.origin(start), end: joined.origin(end - 1) + 1 };
  }
}
