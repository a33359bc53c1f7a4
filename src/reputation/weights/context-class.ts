/** What a kind of change is told by. */
export interface ChangeKindFacts {
  /** See `mainLanguage`. */
  readonly language: string;
  readonly tier: 'public' | 'sensitive';
  /** Added and deleted together, ≥ 0. */
  readonly changedLines: number;
}

/**
 * The kind of work a change is, in which a source's verdicts are counted apart: `typescript/public/s`. Sizes: `s` up to 50
 * changed lines, `m` up to 400, `l` above.
 */
export const contextClassOf = ({ language, tier, changedLines }: ChangeKindFacts): string =>
  `${language}/${tier}/${sizeOf(changedLines)}`;

const sizeOf = (changedLines: number): 's' | 'm' | 'l' => {
  if (changedLines <= 50) return 's';
  return changedLines <= 400 ? 'm' : 'l';
};
