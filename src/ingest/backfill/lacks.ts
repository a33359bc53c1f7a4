import { SourceError } from './source-error.ts';

const REMEMBERED_US = 60 * 60 * 1_000_000;

/** Remembers for an hour which questions a source does not know, so that it is not asked the same in vain for everybody. */
export class Lacks {
  readonly #nowUs: () => number;
  readonly #known = new Map<string, { readonly untilUs: number; readonly error: SourceError }>();

  constructor(nowUs: () => number) {
    this.#nowUs = nowUs;
  }

  /** Does work that asks `question`. @throws SourceError of the work, or at once where the source lacks the question. */
  async unless<Result>(question: string, work: () => Promise<Result>): Promise<Result> {
    const known = this.#known.get(question);
    if (known !== undefined && known.untilUs > this.#nowUs()) throw known.error;
    try {
      return await work();
    } catch (error) {
      if (error instanceof SourceError && error.isLack) {
        this.#known.set(question, { untilUs: this.#nowUs() + REMEMBERED_US, error });
      }
      throw error;
    }
  }
}
