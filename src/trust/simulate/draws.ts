/** Numbers that look random and are the same for the same seed: sfc32 (Doty-Humphrey, PractRand). */
export class Draws {
  readonly #state: Uint32Array;

  /** Any finite number; its lowest 32 bits count. */
  constructor(seed: number) {
    this.#state = Uint32Array.of(seed, 0x9e3779b9, 0x243f6a88, 1);
    for (let round = 0; round < 15; round += 1) this.next();
  }

  /** In [0,1), in steps of 2⁻³². */
  next(): number {
    const state = this.#state;
    const result = (state[0]! + state[1]! + state[3]!) >>> 0;
    state[3]! += 1;
    state[0] = state[1]! ^ (state[1]! >>> 9);
    state[1] = state[2]! + (state[2]! << 3);
    state[2] = ((state[2]! << 21) | (state[2]! >>> 11)) + result;
    return result / 2 ** 32;
  }

  /** A whole number in 0 … count − 1. */
  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** @throws RangeError when there is nothing to choose from. */
  pick<Item>(items: readonly Item[]): Item {
    if (items.length === 0) throw new RangeError('items must not be empty');
    return items[this.below(items.length)]!;
  }

  /** That many different items (all of them when there are fewer), in no order. */
  sample<Item>(items: readonly Item[], count: number): Item[] {
    const rest = [...items];
    const chosen: Item[] = [];
    while (chosen.length < count && rest.length > 0) {
      const at = this.below(rest.length);
      chosen.push(rest[at]!);
      rest[at] = rest.at(-1)!;
      rest.pop();
    }
    return chosen;
  }
}
