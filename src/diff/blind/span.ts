/** A stretch of a folded line that names somebody. */
export interface Span {
  /** Positions in the folded text. */
  readonly start: number;
  readonly end: number;
  /** Set for an e-mail address, whose placeholder is one too. */
  readonly isMail?: true;
  /** `own` for the author's words, `like` for what looks like a placeholder; else how people are written tells. */
  readonly source?: 'own' | 'like';
  /** What the stretch says where it has escapes, folded and as it would be without them. */
  readonly says?: { readonly folded: string; readonly raw: string };
}
