import { LONGEST_LINE_CHARS, type SideLine } from './reading.ts';

/** An object or array around a value. Two values with the same frame stand in the same one. */
export interface Frame {
  /** Its key; null for the file's own, for one in an array, and for one that begins before the hunk. */
  readonly name: string | null;
  /** The line of its key; null where there is none in sight. */
  readonly line: SideLine | null;
  /** False when it begins before the hunk, so that nobody knows what it is. */
  readonly isKnown: boolean;
  readonly parent: Frame | null;
}

/** A key with its plain value, or an item of an array, which has an empty key. */
export interface JsonPair {
  readonly frame: Frame;
  readonly key: string;
  readonly value: string;
  readonly line: SideLine;
}

type Token = { readonly kind: 'text' | 'sign'; readonly value: string };

const decoded = (raw: string): string => {
  if (!raw.includes('\\')) return raw;
  try {
    return String(JSON.parse(`"${raw}"`));
  } catch {
    return raw;
  }
};

const endOfString = (text: string, from: number): number => {
  let at = from;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
};

const BARE = /[^\s"{}[\],:]+/y;

/** Strings (without quotes), bare words and punctuation. A string that does not end stops the line. */
function* tokensOf(text: string): Generator<Token> {
  let at = 0;
  while (at < text.length) {
    const character = text[at] ?? '';
    if (character === '"') {
      const end = endOfString(text, at + 1);
      if (end >= text.length) return;
      yield { kind: 'text', value: decoded(text.slice(at + 1, end)) };
      at = end + 1;
    } else if ('{}[],:'.includes(character)) {
      yield { kind: 'sign', value: character };
      at += 1;
    } else {
      BARE.lastIndex = at;
      const word = BARE.exec(text);
      if (word !== null) yield { kind: 'text', value: word[0] };
      at += word?.[0].length ?? 1;
    }
  }
}

/** Where the walk stands. */
class Place {
  frame: Frame;
  key: { value: string; line: SideLine } | null = null;
  last: { value: string; line: SideLine } | null = null;

  constructor(startsFile: boolean) {
    this.frame = { name: null, line: null, isKnown: startsFile, parent: null };
  }

  #take(): JsonPair | null {
    const { frame, key, last } = this;
    this.key = null;
    this.last = null;
    return last === null ? null : { frame, key: key?.value ?? '', value: last.value, line: last.line };
  }

  sign(sign: string): JsonPair | null {
    if (sign === ':') {
      this.key = this.last;
      this.last = null;
      return null;
    }
    const { key } = this;
    const pair = this.#take();
    if (sign === '{' || sign === '[') {
      this.frame = { name: key?.value ?? null, line: key?.line ?? null, isKnown: true, parent: this.frame };
    } else if (sign !== ',') this.frame = this.frame.parent ?? { name: null, line: null, isKnown: false, parent: null };
    return pair;
  }

  /** A key's value is complete at once; an item only when what follows is no colon. */
  text(value: string, line: SideLine): JsonPair | null {
    this.last = { value, line };
    return this.key === null ? null : this.#take();
  }
}

/**
 * The keys and plain values of a piece of JSON, however it is laid out, with as much as can be known of what stands
 * around them. Lines too long are passed over. Whoever reads sees the pairs in the order of the lines.
 */
export function* jsonPairs(lines: readonly SideLine[], startsFile: boolean): Generator<JsonPair> {
  const place = new Place(startsFile);
  for (const line of lines) {
    if (line.text.length > LONGEST_LINE_CHARS) continue;
    for (const { kind, value } of tokensOf(line.text)) {
      const pair = kind === 'sign' ? place.sign(value) : place.text(value, line);
      if (pair !== null) yield pair;
    }
  }
}

/** The nearest frame outwards, this one included, that has one of the names. */
export const within = (frame: Frame, names: ReadonlySet<string>): boolean => {
  let at: Frame | null = frame;
  for (let depth = 0; at !== null && depth < 8; depth += 1) {
    if (at.name !== null && names.has(at.name)) return true;
    at = at.parent;
  }
  return false;
};
