/** How large a world is, beside the demo world inside it. */
export interface LargeCounts {
  readonly people: number;
  readonly repos: number;
  /** Open pull requests … */
  readonly open: number;
  /** … and finished ones. */
  readonly finished: number;
}

/** What `seed --size large` loads. */
export const LARGE_COUNTS: LargeCounts = { people: 100_000, repos: 2_000, open: 50_000, finished: 15_000 };

const MOST = 10_000_000;

/** @throws RangeError where the counts make no world: too few people for its repositories, or no whole numbers. */
export const checkCounts = (counts: LargeCounts): LargeCounts => {
  for (const [name, value] of Object.entries(counts)) {
    if (!Number.isSafeInteger(value) || value < 0 || value > MOST) {
      throw new RangeError(`${name} must be a whole number from 0 to ${MOST}, got ${value}`);
    }
  }
  const { people, repos } = counts;
  if (repos < 1 || people < 5 * repos)
    throw new RangeError(`repos must be 1 to a fifth of people (${people}), got ${repos}`);
  return counts;
};
