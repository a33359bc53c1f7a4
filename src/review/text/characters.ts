/** Bytes of a code point in UTF-8. A surrogate without its other half counts the three that an encoder writes for it. */
export const utf8Bytes = (codePoint: number): number => {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
};

/** Positions that a code point takes in a string: 1, or 2 above U+FFFF. */
export const stringUnits = (codePoint: number): number => (codePoint > 0xffff ? 2 : 1);

const STEP_UNITS = 4096;

/** A string's positions as byte offsets of its UTF-8, and back, each in a bounded number of steps. */
export class Offsets {
  readonly bytes: number;
  readonly #text: string;
  /** Bytes before each `STEP_UNITS`th position, or before the character that this position is inside of; null for ASCII. */
  readonly #marks: Float64Array | null;

  /** Takes time linear in the text. */
  constructor(text: string) {
    this.#text = text;
    this.bytes = Buffer.byteLength(text, 'utf8');
    this.#marks = this.bytes === text.length ? null : marksOf(text);
  }

  /** The byte offset of a position; of one between the halves of a character, that of the character's end. */
  byteAt(unit: number): number {
    if (this.#marks === null) return unit;
    const mark = Math.floor(unit / STEP_UNITS);
    return this.#walk(mark, (at) => at >= unit).byte;
  }

  /**
   * The position at a byte offset.
   * @throws RangeError when it is outside the text or inside a character.
   */
  unitAt(byte: number): number {
    const isWithin = Number.isSafeInteger(byte) && byte >= 0 && byte <= this.bytes;
    const found = !isWithin ? null : this.#marks === null ? { unit: byte, byte } : this.#seek(this.#marks, byte);
    if (found?.byte === byte) return found.unit;
    throw new RangeError(`a byte offset must be that of a character in 0..${this.bytes}, got ${byte}`);
  }

  #seek(marks: Float64Array, byte: number): { unit: number; byte: number } {
    let [low, high] = [0, marks.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((marks[middle] ?? 0) <= byte) low = middle;
      else high = middle - 1;
    }
    return this.#walk(low, (_, at) => at >= byte);
  }

  #walk(mark: number, isThere: (unit: number, byte: number) => boolean): { unit: number; byte: number } {
    let unit = mark * STEP_UNITS;
    let byte = this.#marks?.[mark] ?? 0;
    if (isInside(this.#text, unit)) unit += 1;
    while (unit < this.#text.length && !isThere(unit, byte)) {
      const codePoint = this.#text.codePointAt(unit) ?? 0;
      unit += stringUnits(codePoint);
      byte += utf8Bytes(codePoint);
    }
    return { unit, byte };
  }
}

/** Whether the position is between the two halves of a character. */
const isInside = (text: string, unit: number): boolean =>
  unit > 0 && unit < text.length && (text.codePointAt(unit - 1) ?? 0) > 0xffff;

/** Where a position is inside a character, the mark is that of the character's end. */
const marksOf = (text: string): Float64Array => {
  const marks = new Float64Array(Math.floor(text.length / STEP_UNITS) + 1);
  let byte = 0;
  let next = STEP_UNITS;
  for (let unit = 0; unit < text.length; ) {
    const codePoint = text.codePointAt(unit) ?? 0;
    unit += stringUnits(codePoint);
    byte += utf8Bytes(codePoint);
    if (unit < next) continue;
    marks[next / STEP_UNITS] = byte;
    next += STEP_UNITS;
  }
  return marks;
};
