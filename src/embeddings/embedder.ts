/** What became of one text. */
export type Embedded =
  | {
      readonly kind: 'vector';
      /** Finite numbers of Euclidean length 1 (within rounding); as many for every text of one model. */
      readonly vector: Float32Array;
      /** How much of the text was read, in UTF-16 code units. */
      readonly chars: number;
      /** Whether the text is longer than that. */
      readonly truncated: boolean;
    }
  /** There is nothing to embed, or the service refuses this text whatever one does. */
  | { readonly kind: 'none'; readonly reason: 'no-words' | 'refused' };

/** Turns texts into vectors. Vectors compare only where both `provider` and `model` are equal. */
export interface Embedder {
  readonly provider: string;
  readonly model: string;
  /**
   * One answer for each text, in order.
   * @throws AppError when the service cannot be used, the signal's reason when aborted.
   */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<readonly Embedded[]>;
}
