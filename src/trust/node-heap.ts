/** A binary heap of node indices, the one of highest priority on top; among equals any, but always the same. */
export class NodeHeap {
  readonly #priority: Float64Array;
  readonly #heap: Int32Array;
  readonly #position: Int32Array;
  #size = 0;

  /** `priority` stays the caller's: write a higher one, then call `raise`. */
  constructor(priority: Float64Array) {
    this.#priority = priority;
    this.#heap = new Int32Array(priority.length);
    this.#position = new Int32Array(priority.length).fill(-1);
  }

  /** Takes the top node out, or −1 when there is none. A node that was taken may not be raised again. */
  pop(): number {
    if (this.#size === 0) return -1;
    const top = this.#heap[0]!;
    this.#size -= 1;
    const last = this.#heap[this.#size]!;
    if (this.#size > 0) this.#sink(last);
    return top;
  }

  /** Puts a node in, or moves it up after its priority rose. */
  raise(node: number): void {
    let at = this.#position[node]!;
    if (at < 0) {
      at = this.#size;
      this.#size += 1;
    }
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = this.#heap[parent]!;
      if (!this.#before(node, above)) break;
      this.#place(above, at);
      at = parent;
    }
    this.#place(node, at);
  }

  #sink(node: number): void {
    let at = 0;
    for (let child = 1; child < this.#size; child = 2 * at + 1) {
      const right = child + 1;
      if (right < this.#size && this.#before(this.#heap[right]!, this.#heap[child]!)) child = right;
      if (!this.#before(this.#heap[child]!, node)) break;
      this.#place(this.#heap[child]!, at);
      at = child;
    }
    this.#place(node, at);
  }

  #before(a: number, b: number): boolean {
    return this.#priority[a]! > this.#priority[b]!;
  }

  #place(node: number, at: number): void {
    this.#heap[at] = node;
    this.#position[node] = at;
  }
}
