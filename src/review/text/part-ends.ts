import { stringUnits, utf8Bytes } from './characters.ts';
import type { Layout, Row } from './layout.ts';
import { shownPrefix } from './numbered.ts';
import { measure, type Room } from './tokens.ts';

/** Where a part ends, as a byte offset and as a position in the string. */
export interface PartEnd {
  readonly byte: number;
  readonly unit: number;
}

/** Rows that had best stay together: those of a hunk, of the first one with its file's header, or of a header alone. */
interface Block extends Room {
  readonly rows: readonly Row[];
  readonly sizes: readonly Room[];
}

/** A part that is full to this share ends rather than taking the start of what has to be cut anyway. */
const FULL = 3 / 4;

const NOTHING: Room = { bytes: 0, quarters: 0 };

const sum = (one: Room, other: Room): Room => ({
  bytes: one.bytes + other.bytes,
  quarters: one.quarters + other.quarters,
});

const fits = (size: Room, room: Room): boolean => size.bytes <= room.bytes && size.quarters <= room.quarters;

/** Fills one part after the other. */
class Filling {
  readonly ends: PartEnd[] = [];
  readonly #text: string;
  readonly #limit: Room;
  #filled: Room = NOTHING;
  #end: PartEnd = { byte: 0, unit: 0 };

  constructor(text: string, limit: Room) {
    this.#text = text;
    this.#limit = limit;
  }

  block(block: Block): void {
    if (fits(sum(this.#filled, block), this.#limit)) this.#take(block, block.rows.at(-1)?.to ?? this.#end.unit);
    else if (fits(block, this.#limit)) {
      this.endPart();
      this.block(block);
    } else {
      this.#endIfFull();
      block.rows.forEach((row, index) => {
        this.#row(row, block.sizes[index] ?? NOTHING);
      });
    }
  }

  endPart(): void {
    if (this.#filled.bytes === 0) return;
    this.ends.push(this.#end);
    this.#filled = NOTHING;
  }

  #endIfFull(): void {
    const { bytes, quarters } = this.#filled;
    if (Math.max(bytes / this.#limit.bytes, quarters / this.#limit.quarters) > FULL) this.endPart();
  }

  #row(row: Row, size: Room): void {
    if (fits(sum(this.#filled, size), this.#limit)) this.#take(size, row.to);
    else if (fits(size, this.#limit)) {
      this.endPart();
      this.#take(size, row.to);
    } else {
      this.#endIfFull();
      this.#pieces(row);
    }
  }

  /** Cuts a row that is larger than a part, never among its marks, which count with what follows them. */
  #pieces(row: Row): void {
    const prefix = shownQuarters(this.#text, row);
    let marks: number = row.marks;
    for (let at = row.from + marks; at < row.to; ) {
      const used = sum(this.#filled, { bytes: marks, quarters: prefix });
      const { end, bytes, quarters } = measure(this.#text, at, row.to, {
        bytes: this.#limit.bytes - used.bytes,
        quarters: this.#limit.quarters - used.quarters,
      });
      if (end === at && this.#filled.bytes > 0) {
        this.endPart();
        continue;
      }
      const codePoint = this.#text.codePointAt(at) ?? 0;
      const least = end > at ? { end, bytes } : { end: at + stringUnits(codePoint), bytes: utf8Bytes(codePoint) };
      this.#take({ bytes: marks + least.bytes, quarters: prefix + quarters }, least.end);
      marks = 0;
      at = least.end;
      if (at < row.to) this.endPart();
    }
  }

  #take(size: Room, unit: number): void {
    this.#filled = sum(this.#filled, size);
    this.#end = { byte: this.#end.byte + size.bytes, unit };
  }
}

const shownQuarters = (text: string, row: Row): number => {
  const prefix = shownPrefix(text, row);
  return measure(prefix, 0, prefix.length).quarters;
};

const sizeOf = (text: string, row: Row): Room => ({
  bytes: row.end - row.start,
  quarters: shownQuarters(text, row) + measure(text, row.from + row.marks, row.to).quarters,
});

function* blocksOf({ text, rows }: Layout): Generator<Block, void> {
  let held: Row[] = [];
  let sizes: Room[] = [];
  const block = (): Block => ({ rows: held, sizes, ...sizes.reduce(sum, NOTHING) });
  for (const row of rows) {
    const last = held.at(-1);
    const isSame = last?.file === row.file && (last.hunk === row.hunk || last.hunk === null);
    if (last !== undefined && !isSame) {
      yield block();
      held = [];
      sizes = [];
    }
    held.push(row);
    sizes.push(sizeOf(text, row));
  }
  if (held.length > 0) yield block();
}

/** The ends of the parts, in order; the last is the text's. None for an empty text. Takes time linear in it. */
export const partEnds = (layout: Layout, limit: Room): readonly PartEnd[] => {
  const filling = new Filling(layout.text, limit);
  for (const block of blocksOf(layout)) filling.block(block);
  filling.endPart();
  return filling.ends;
};
