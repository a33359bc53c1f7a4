import type { Examples } from './grow-options.ts';
import { logLoss } from './log-loss.ts';
import { addTree } from './margins.ts';
import type { Trees } from './trees.ts';

/** Watches the loss on held-out rows while trees are added. */
export class Stopping {
  readonly #examples: Examples;
  readonly #patience: number;
  readonly #margins: Float64Array;
  #least: number;
  #trees = 0;
  /** How many trees had the least loss. */
  best = 0;

  constructor(examples: Examples, bias: number, patience: number) {
    this.#examples = examples;
    this.#patience = patience;
    this.#margins = new Float64Array(examples.matrix.rows).fill(bias);
    this.#least = logLoss(this.#margins, examples);
  }

  /** Takes in a tree that stands alone; whether to stop now. */
  after(tree: Trees): boolean {
    addTree(tree, 0, { matrix: this.#examples.matrix, first: 0 }, this.#margins);
    this.#trees += 1;
    const loss = logLoss(this.#margins, this.#examples);
    if (loss < this.#least) {
      this.#least = loss;
      this.best = this.#trees;
    }
    return this.#trees - this.best >= this.#patience;
  }
}
