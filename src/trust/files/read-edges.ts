import { EdgeTable } from '../graph/edge-table.ts';
import { afterLineEnd, readRecord, refuse } from './csv-record.ts';
import { edgeOf, isBlank, isHeader, numberOf } from './edge-fields.ts';

/**
 * Reads CSV `from,to,weight` (RFC 4180 in UTF-8; any line ends, a byte order mark and blank lines are fine) into a table.
 * The first row is a header when it says from/to or source/target, in any case, and its third field is no number. Ids are
 * any non-empty strings, spaces kept; weights are decimal numbers. An empty file gives no edges. Never holds more of the
 * file than a chunk and a record.
 *
 * @throws AppError naming line and value on the first row with other than three fields, an empty id, a weight that is
 * no finite number, broken quoting, bytes that are not UTF-8, or more than 65,536 bytes; and for more ids or edges than
 * fit. What `source` throws is passed on.
 */
export const readEdges = async (source: AsyncIterable<Uint8Array>): Promise<EdgeTable> => {
  const reader = new EdgeReader();
  for await (const chunk of source) reader.push(chunk);
  return reader.end();
};

const MAX_RECORD_BYTES = 65_536;

/**
 * Rows of plain ASCII without quotes are read from the bytes as they stand. Every other row, good or bad, is taken apart
 * by `readRecord`: the shortcut only ever says less.
 */
class EdgeReader {
  readonly #table = new EdgeTable();
  #line = 1;
  /** The start of a record whose end has not come. */
  #rest: Buffer = Buffer.alloc(0);
  #markSeen = false;
  #headerSeen = false;
  /** The weight of the row that `#plainRow` read last. */
  #weight = 0;

  push(chunk: Uint8Array): void {
    const { buffer, byteOffset, byteLength } = chunk;
    const bytes =
      this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : Buffer.from(buffer, byteOffset, byteLength);
    this.#rest = bytes.subarray(this.#take(bytes, false));
    if (this.#rest.length > MAX_RECORD_BYTES) this.#refuseLength();
  }

  end(): EdgeTable {
    this.#take(this.#rest, true);
    return this.#table;
  }

  /** Reads whole records; returns where the first that is not whole starts. */
  #take(bytes: Buffer, last: boolean): number {
    if (!this.#markSeen && bytes.length < 3 && !last) return 0;
    let at = !this.#markSeen && bytes.subarray(0, 3).equals(BYTE_ORDER_MARK) ? 3 : 0;
    this.#markSeen = true;
    while (at < bytes.length) {
      const next = this.#headerSeen ? this.#plainRow(bytes, at) : -1;
      if (next > 0) {
        this.#line += 1;
        at = next;
        continue;
      }
      const record = readRecord({ bytes, last, line: this.#line }, at);
      if (record === null) break;
      if (record.next - at > MAX_RECORD_BYTES) this.#refuseLength();
      this.#takeRecord(record.fields);
      this.#line += record.lines;
      at = record.next;
    }
    return at;
  }

  #takeRecord(fields: readonly string[]): void {
    if (isBlank(fields)) return;
    const header = !this.#headerSeen && isHeader(fields);
    this.#headerSeen = true;
    if (header) return;
    const { from, to, weight } = edgeOf(fields, this.#line);
    const { ids } = this.#table;
    this.#table.add(ids.intern(from), ids.intern(to), weight);
  }

  /** Takes the row at `start` if it is plain and whole; returns where the next starts, or −1. */
  #plainRow(bytes: Buffer, start: number): number {
    const comma = plainFieldEnd(bytes, start);
    const second = plainFieldEnd(bytes, comma + 1);
    if (comma <= start || second <= comma + 1) return -1;
    const end = this.#plainWeight(bytes, second + 1);
    const next = end < 0 ? -1 : afterLineEnd(bytes, end, false);
    if (next < 0 || next - start > MAX_RECORD_BYTES) return -1;
    const { ids } = this.#table;
    this.#table.add(ids.internAscii(bytes, start, comma), ids.internAscii(bytes, comma + 1, second), this.#weight);
    return next;
  }

  /** Reads the number at `start` into `#weight`; returns where its line ends, or −1 when it is none or goes on. */
  #plainWeight(bytes: Buffer, start: number): number {
    const negative = bytes[start] === MINUS;
    let [at, digits, whole, value] = [negative ? start + 1 : start, 0, -1, 0];
    for (; at < bytes.length; at += 1) {
      const byte = bytes[at]!;
      if (byte >= ZERO && byte <= NINE) {
        value = value * 10 + byte - ZERO;
        digits += 1;
      } else if (byte === POINT && whole < 0) whole = digits;
      else break;
    }
    const isEnd = bytes[at] === LF || bytes[at] === CR;
    if (!isEnd || digits === 0 || digits > EXACT_DIGITS) return this.#otherWeight(bytes, start);
    // Both are whole numbers that a double holds, so that the quotient is the double nearest to the decimal.
    const magnitude = whole < 0 ? value : value / POWERS_OF_TEN[digits - whole]!;
    this.#weight = negative ? -magnitude : magnitude;
    return at;
  }

  /** As `#plainWeight`, for a number in any form. */
  #otherWeight(bytes: Buffer, start: number): number {
    let end = start;
    while (end < bytes.length && bytes[end] !== LF && bytes[end] !== CR) end += 1;
    const weight = end === bytes.length ? null : numberOf(bytes.toString('latin1', start, end));
    this.#weight = weight ?? 0;
    return weight === null ? -1 : end;
  }

  #refuseLength(): never {
    return refuse(`line ${this.#line}`, `a record over the maximum of ${MAX_RECORD_BYTES} bytes`);
  }
}

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const [LF, CR, QUOTE, COMMA, MINUS, POINT, ZERO, NINE] = [10, 13, 34, 44, 45, 46, 48, 57];
const EXACT_DIGITS = 15;
const POWERS_OF_TEN = Array.from({ length: EXACT_DIGITS + 1 }, (_, exponent) => 10 ** exponent);

/** Where the comma after a field of printable ASCII without quotes stands; −1 when there is other or none. */
const plainFieldEnd = (bytes: Uint8Array, start: number): number => {
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at]!;
    if (byte === COMMA) return at;
    if (byte === QUOTE || byte < 32 || byte > 126) return -1;
  }
  return -1;
};
