/** Standing by powers of the usual decay: what one waiting list spans. Any value in (0,1) gives the same answers. */
const SPAN = 1 / Math.log(0.85);

/**
 * Places in an order in which the best offer of standing to each becomes known: Dijkstra's algorithm for products, with
 * one waiting list per usual hop in place of a heap (Dial 1969). No offer made from a list lands in the same one where
 * a hop costs what it usually does, so each place is handed out once; where hops cost less, some are handed out again
 * after a better offer, and the end is the same. A tie goes to the lower voucher.
 */
export class Frontier {
  /** The best offer so far, 0 for none; one entry per place. */
  readonly standing: Float64Array;
  /** Whose offer it is, −1 for a root and for none. Following it from anywhere ends at a root. */
  readonly via: Int32Array;
  /** All places that had an offer, in no particular order. */
  readonly reached: number[] = [];
  /** With which standing each was handed out last. */
  readonly #handedOut: Float64Array;
  readonly #waiting: number[][] = [];
  #list = 0;
  #next = 0;

  constructor(places: number) {
    this.standing = new Float64Array(places);
    this.via = new Int32Array(places).fill(-1);
    this.#handedOut = new Float64Array(places);
  }

  /** Trust starts here. */
  root(place: number): void {
    this.#accept(place, -1, 1);
  }

  /**
   * A voucher of standing `own` offers `own` · `carry`; nothing positive is too small to count. To be made before `next`
   * is called first, or by the place it handed out last.
   */
  offer(place: number, voucher: number, own: number, carry: number): void {
    const offered = Math.max(Number.MIN_VALUE, own * carry);
    const known = this.standing[place]!;
    if (offered > known) this.#accept(place, voucher, offered);
    // Too small to fall from hop to hop, equals might stand behind each other in a circle.
    else if (offered === known && own > known && voucher < this.via[place]!) this.via[place] = voucher;
  }

  /** A place with its standing as good as known, or −1 when all are. */
  next(): number {
    for (; this.#list < this.#waiting.length; this.#list += 1, this.#next = 0) {
      const list = this.#waiting[this.#list] ?? [];
      while (this.#next < list.length) {
        const place = list[this.#next++]!;
        if (this.#handedOut[place] === this.standing[place]) continue;
        this.#handedOut[place] = this.standing[place]!;
        return place;
      }
      list.length = 0;
    }
    return -1;
  }

  /** Makes everything as it was at first. */
  clear(): void {
    for (const place of this.reached) {
      this.standing[place] = 0;
      this.via[place] = -1;
      this.#handedOut[place] = 0;
    }
    this.reached.length = 0;
    this.#list = 0;
    this.#next = 0;
  }

  #accept(place: number, voucher: number, standing: number): void {
    if (this.standing[place] === 0) this.reached.push(place);
    this.standing[place] = standing;
    this.via[place] = voucher;
    const list = Math.floor(Math.log(standing) * SPAN + 0.5);
    const waiting = this.#waiting[list];
    if (waiting === undefined) this.#waiting[list] = [place];
    else waiting.push(place);
  }
}
