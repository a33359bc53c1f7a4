import type { Row } from './dynamic-graph.ts';

/** Biased exponents of doubles, lowered by what a push costs, are below this. */
const BUCKETS = 2048;
const NONE = -1;
/** Per node 16 bytes, so that one cache line has all a push touches: residual (two words), bucket, log of cost. */
const WORDS = 4;
const BUCKET = 2;
const COST = 3;
/** Which word of a double has its exponent. */
const HIGH = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 1 : 0;
const exponentOf = (highWord: number): number => (highWord >>> 20) & 0x7ff;

/**
 * What is left to settle at each node, and who is next: the highest residual per vouch to follow, to within a factor of
 * 2. Kept across updates, so that what one leaves is taken up by a later one when it has grown to matter.
 */
export class PushResiduals {
  #residual = new Float64Array();
  #words = new Int32Array();
  readonly #stacks: number[][] = Array.from({ length: BUCKETS }, () => []);
  #top = NONE;
  #absolute = 0;
  #signed = 0;
  /** What rounding may hide of the residuals, and of their two sums. */
  #rounding = 0;
  #drift = 0;

  constructor(nodes: number) {
    this.rebuild(nodes);
  }

  /** Twice the larger of what is left above 0 and what is left below, with all that rounding may hide. */
  get twiceLarger(): number {
    return this.#absolute + Math.abs(this.#signed) + 2 * (this.#rounding + this.#drift);
  }

  /** Whether the sums are no longer good, and it is time to `rebuild`. */
  get drifted(): boolean {
    return this.#drift > (this.#absolute + this.#rounding) / 8;
  }

  /** Whether places of nodes that have risen since fill the line, and it is time to `rebuild`. */
  get crowded(): boolean {
    return this.#stacks.reduce((sum, stack) => sum + stack.length, 0) > 2 * this.#residual.length + BUCKETS;
  }

  at(node: number): number {
    return this.#residual[2 * node]!;
  }

  /** Says how many vouches a push of this node follows from now on. */
  setCost(node: number, vouches: number): void {
    // At least 1, so that no bucket has room for a node with nothing to settle.
    this.#words[WORDS * node + COST] = 32 - Math.clz32(vouches + 1);
    this.#raise(node);
  }

  add(node: number, change: number): void {
    const before = this.#residual[2 * node]!;
    const after = before + change;
    this.#residual[2 * node] = after;
    this.#absolute += Math.abs(after) - Math.abs(before);
    this.#signed += change;
    this.#raise(node);
    this.allowFor(Math.abs(after) + 2 * Math.abs(change));
    this.#drift += 2 * Number.EPSILON * this.#absolute;
  }

  /** Adds `amount` along a row, each target its share. The hot loop of this folder's updates. */
  spread({ to, share, start, end }: Row, amount: number): void {
    const residual = this.#residual;
    const words = this.#words;
    const stacks = this.#stacks;
    let absolute = 0;
    let signed = 0;
    let top = this.#top;
    for (let at = start; at < end; at += 1) {
      const node = to[at]!;
      const before = residual[2 * node]!;
      const change = amount * share[at]!;
      const after = before + change;
      residual[2 * node] = after;
      absolute += Math.abs(after) - Math.abs(before);
      signed += change;
      const word = WORDS * node;
      const bucket = exponentOf(words[word + HIGH]!) - words[word + COST]!;
      if (bucket <= words[word + BUCKET]!) continue;
      words[word + BUCKET] = bucket;
      stacks[bucket]!.push(node);
      if (bucket > top) top = bucket;
    }
    this.#top = top;
    // No target stands twice in a row: in all, the new residuals are at most the old ones and the amount.
    const most = this.#absolute + Math.abs(amount);
    this.allowFor(most + 2 * Math.abs(amount));
    this.#drift += 2 * Number.EPSILON * (end - start) * most;
    this.#absolute += absolute;
    this.#signed += signed;
  }

  /** Takes the next node out of the line, its residual as it is; −1 when there is none. */
  next(): number {
    for (; this.#top >= 0; this.#top -= 1) {
      const stack = this.#stacks[this.#top]!;
      for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
        const word = WORDS * node;
        if (this.#words[word + BUCKET] !== this.#top) continue;
        this.#words[word + BUCKET] = NONE;
        // Whoever fell since is sorted in again, lower.
        if (exponentOf(this.#words[word + HIGH]!) - this.#words[word + COST]! >= this.#top) return node;
        this.#raise(node);
      }
    }
    return NONE;
  }

  /** Takes note of numbers of this size, in all, that were rounded once. */
  allowFor(size: number): void {
    this.#rounding += Number.EPSILON * size;
  }

  /** Forgets all residuals and roundings. */
  clear(): void {
    this.#rounding = 0;
    const nodes = this.#residual.length / 2;
    for (let node = 0; node < nodes; node += 1) this.#residual[2 * node] = 0;
    this.rebuild(nodes);
  }

  /** Whether rounding may hide so much that pushing on is in vain. */
  get blurred(): boolean {
    return 4 * this.#rounding > this.#absolute;
  }

  /** What rounding may hide, in all. */
  get rounding(): number {
    return this.#rounding;
  }

  /** Makes room for more nodes, sums anew and throws away the places in line of nodes that have risen since. */
  rebuild(nodes: number): void {
    const known = this.#residual.length / 2;
    const residual = new Float64Array(2 * Math.max(nodes, known));
    residual.set(this.#residual);
    this.#residual = residual;
    this.#words = new Int32Array(residual.buffer);
    for (let node = known; node < nodes; node += 1) this.setCost(node, 0);
    this.#absolute = 0;
    this.#signed = 0;
    for (const stack of this.#stacks) stack.length = 0;
    for (let node = 0; 2 * node < residual.length; node += 1) {
      this.#absolute += Math.abs(residual[2 * node]!);
      this.#signed += residual[2 * node]!;
      this.#words[WORDS * node + BUCKET] = NONE;
      this.#raise(node);
    }
    this.#drift = (Number.EPSILON * residual.length * this.#absolute) / 2;
  }

  #raise(node: number): void {
    const word = WORDS * node;
    const bucket = exponentOf(this.#words[word + HIGH]!) - this.#words[word + COST]!;
    if (bucket <= this.#words[word + BUCKET]!) return;
    this.#words[word + BUCKET] = bucket;
    this.#stacks[bucket]!.push(node);
    this.#top = Math.max(this.#top, bucket);
  }
}
