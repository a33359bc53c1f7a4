/** Integer maximum flow by Dinic's algorithm (1970), shortest augmenting paths first. */
export class FlowNetwork {
  readonly #first: Int32Array;
  readonly #next: number[] = [];
  readonly #to: number[] = [];
  readonly #left: number[] = [];

  constructor(nodes: number) {
    this.#first = new Int32Array(nodes).fill(-1);
  }

  /** Adds an edge of a capacity ≥ 0 and returns its number. */
  connect(from: number, to: number, capacity: number): number {
    this.#half(from, to, capacity);
    this.#half(to, from, 0);
    return this.#to.length - 2;
  }

  /** What flows over an edge now. */
  flow(edge: number): number {
    return this.#left[edge ^ 1]!;
  }

  /** Sends as much as goes from `source` to `sink`, the shortest paths first, and returns how much that is. */
  fill(source: number, sink: number): number {
    let sent = 0;
    for (let level = this.#levels(source); level[sink]! >= 0; level = this.#levels(source)) {
      const place = this.#first.slice();
      for (let more = this.#send(source, sink, level, place); more > 0; more = this.#send(source, sink, level, place)) {
        sent += more;
      }
    }
    return sent;
  }

  #half(from: number, to: number, capacity: number): void {
    this.#next.push(this.#first[from]!);
    this.#first[from] = this.#to.length;
    this.#to.push(to);
    this.#left.push(capacity);
  }

  #levels(source: number): Int32Array {
    const level = new Int32Array(this.#first.length).fill(-1);
    const queue = [source];
    level[source] = 0;
    for (const node of queue) {
      for (let edge = this.#first[node]!; edge >= 0; edge = this.#next[edge]!) {
        const to = this.#to[edge]!;
        if (this.#left[edge] === 0 || level[to]! >= 0) continue;
        level[to] = level[node]! + 1;
        queue.push(to);
      }
    }
    return level;
  }

  /** One path down the levels, without recursion: chains of vouches can be long. `place` is where each node got to. */
  #send(source: number, sink: number, level: Int32Array, place: Int32Array): number {
    const path: number[] = [];
    let node = source;
    while (node !== sink) {
      const edge = place[node]!;
      if (edge < 0) {
        const back = path.pop();
        if (back === undefined) return 0;
        node = this.#to[back ^ 1]!;
        place[node] = this.#next[place[node]!]!;
      } else if (this.#left[edge]! > 0 && level[this.#to[edge]!] === level[node]! + 1) {
        path.push(edge);
        node = this.#to[edge]!;
      } else {
        place[node] = this.#next[edge]!;
      }
    }
    const amount = path.reduce((least, edge) => Math.min(least, this.#left[edge]!), Infinity);
    for (const edge of path) {
      this.#left[edge]! -= amount;
      this.#left[edge ^ 1]! += amount;
    }
    return amount;
  }
}
