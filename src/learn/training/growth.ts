/** How trees are grown; what else there is, is as usual (src/learn/trees). */
export interface Growth {
  /** At most so many trees; early stopping ends sooner. */
  readonly trees: number;
  /** Trees without a better one after which it stops. */
  readonly patience: number;
  readonly learningRate: number;
  readonly leaves: number;
  readonly minLeafRows: number;
  readonly lambda: number;
  /** Shares of the rows and columns each tree sees. */
  readonly rowShare: number;
  readonly columnShare: number;
}

const SLOW: Omit<Growth, 'leaves' | 'minLeafRows'> = {
  trees: 500,
  patience: 40,
  learningRate: 0.05,
  lambda: 5,
  rowShare: 0.8,
  columnShare: 0.8,
};

/**
 * What is tried, the simplest first: the fewer rows there are, the smaller the trees, and the more rows a leaf must have. Few are tried
 * because each is one more chance to be right by accident.
 */
export const growthsFor = (rows: number): readonly Growth[] => {
  if (rows < 2000) return [4, 8].map((leaves) => ({ ...SLOW, leaves, minLeafRows: 20 }));
  if (rows < 20_000) return [6, 16].map((leaves) => ({ ...SLOW, leaves, minLeafRows: 30 }));
  return [12, 31].map((leaves) => ({ ...SLOW, leaves, minLeafRows: 50 }));
};
