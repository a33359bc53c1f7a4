import { blocksOf } from './conversation.ts';
import type { CountedRequest } from './request.ts';

/** One run of letters, digits, blanks or line ends; a mark or a character of another script alone. */
const PIECES = /[A-Za-z]+|[0-9]+|[ \t]+|[\r\n]+|[^A-Za-z0-9 \t\r\n]/gu;

const weightOf = (piece: string): number => {
  const code = piece.charCodeAt(0);
  if (code > 0xffff || (code >= 0xd800 && code <= 0xdfff)) return 2;
  if ((code >= 65 && code <= 90) || (code >= 97 && code <= 122)) return Math.ceil(piece.length / 6);
  if (code >= 48 && code <= 57) return Math.ceil(piece.length / 3);
  if (piece === ' ') return 0;
  return code <= 32 ? Math.ceil(piece.length / 12) : 1;
};

/**
 * About how many tokens a text is: a run of letters is one per 6, of digits one per 3, a mark is one. An estimate of the
 * stand-in's own, true to size and never more than its UTF-8 bytes; linear.
 */
export const tokensIn = (text: string): number => {
  let tokens = 0;
  for (const [piece] of text.matchAll(PIECES)) tokens += weightOf(piece);
  return tokens;
};

/** Tokens around each block, message and tool that no text of the request shows. */
const OVERHEAD = 4;

/** One stretch of a request in the order in which the service reads it: tools, system, messages. */
export interface Stretch {
  /** What tells it from another: its JSON without the breakpoint, and where it stands. */
  readonly key: string;
  readonly tokens: number;
  /** Whether a cache breakpoint stands behind it. */
  readonly breakpoint: boolean;
}

const stretch = (place: string, value: object): Stretch => {
  const { cache_control: mark, ...rest } = value as { cache_control?: unknown };
  const json = JSON.stringify(rest);
  return {
    key: `${place}\n${json}`,
    tokens: tokensIn(json.replaceAll(/\\[nt"\\]/g, ' ')) + OVERHEAD,
    breakpoint: mark !== undefined && mark !== null,
  };
};

/** The request as stretches. The top-level `cache_control` stands for a breakpoint behind the last of them. */
export const stretchesOf = (request: CountedRequest): readonly Stretch[] => {
  const system = typeof request.system === 'string' ? [{ type: 'text', text: request.system }] : (request.system ?? []);
  const all = [
    ...(request.tools ?? []).map((tool) => stretch('tool', tool)),
    ...system.map((block) => stretch('system', block)),
    ...request.messages.flatMap((message) => blocksOf(message).map((block) => stretch(message.role, block))),
  ];
  const last = all.at(-1);
  if (request.cache_control !== undefined && request.cache_control !== null && last !== undefined)
    all.splice(-1, 1, { ...last, breakpoint: true });
  return all;
};

/** Input tokens of a request: what `count_tokens` answers, and what `usage` adds up to. */
export const inputTokens = (request: CountedRequest): number =>
  stretchesOf(request).reduce((sum, { tokens }) => sum + tokens, OVERHEAD);
