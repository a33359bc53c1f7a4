import { EdgeTable } from './edge-table.ts';
import { type GraphOptions, graphOfRows, type TrustGraph } from './graph.ts';
import type { Opinion } from './local-trust.ts';

/** What one person says, in columns; `to` by number. */
interface Said {
  readonly to: Int32Array;
  readonly weight: Float64Array;
  readonly ageMs: Float64Array;
}

/**
 * All opinions, by who says them, for graphs that follow each other and differ in a few: ids are numbered and sorted once.
 * A graph is the one `buildGraph` makes of the same opinions and people, bit for bit, but that whoever was once named stays a node
 * of it: with nothing said and nothing heard, which changes no number of anybody's, seeds being named in any case. While nobody new is named, the graphs
 * have the very same list of ids.
 */
export class KeptOpinions {
  readonly #numbers = new Map<string, number>();
  readonly #names: string[] = [];
  readonly #said = new Map<number, Said>();
  #sorted: readonly string[] = [];
  #placeOf = new Int32Array(0);

  /** What somebody says from now on, in place of all they said before. */
  set(by: string, opinions: readonly Opinion[]): void {
    const from = this.#numberOf(by);
    if (opinions.length === 0) {
      this.#said.delete(from);
      return;
    }
    this.#said.set(from, {
      to: Int32Array.from(opinions, ({ to }) => this.#numberOf(to)),
      weight: Float64Array.from(opinions, ({ weight }) => weight),
      ageMs: Float64Array.from(opinions, ({ ageMs = 0 }) => ageMs),
    });
  }

  /** @throws RangeError as `buildGraph`. */
  graph({ extraIds = [], ...options }: GraphOptions): TrustGraph {
    for (const id of extraIds) this.#numberOf(id);
    this.#sort();
    const table = new EdgeTable();
    for (const [from, { to, weight, ageMs }] of this.#said) {
      for (let at = 0; at < to.length; at += 1) table.add(from, to[at]!, weight[at]!, ageMs[at]!);
    }
    const [placeOf, numbers] = [this.#placeOf, this.#numbers];
    // Whoever is named later has no place in this graph.
    const indexOf = (id: string): number => placeOf[numbers.get(id) ?? -1] ?? -1;
    return graphOfRows(table, { ids: this.#sorted, numberOf: placeOf, indexOf }, options);
  }

  #numberOf(id: string): number {
    const known = this.#numbers.get(id);
    if (known !== undefined) return known;
    this.#numbers.set(id, this.#names.length);
    return this.#names.push(id) - 1;
  }

  #sort(): void {
    if (this.#sorted.length === this.#names.length) return;
    // Nearly sorted as it is: the new ones are at the end.
    this.#sorted = [...this.#sorted, ...this.#names.slice(this.#sorted.length)].sort();
    this.#placeOf = new Int32Array(this.#names.length);
    this.#sorted.forEach((id, place) => {
      this.#placeOf[this.#numbers.get(id)!] = place;
    });
  }
}
